package tv.natomultimedia.media.editing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Who made which version. */
@ApplicationScoped
public class Authors {

    private final EntityManager database;

    Authors(EntityManager database) {
        this.database = database;
    }

    /**
     * A version that somebody made.
     *
     * @param recordedAt when
     */
    public record Made(UUID itemId, int version, Instant recordedAt) {}

    /** Notes who makes the versions of this transaction; the database writes it beside them. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void note(UUID account) {
        database.createNativeQuery("SELECT set_config('media.editor', :account, true)")
                .setParameter("account", account.toString())
                .getSingleResult();
    }

    /** The versions that an account made, the latest first. */
    @Transactional
    public List<Made> madeBy(UUID account) {
        List<?> rows =
                database.createNativeQuery(
                                """
                                SELECT item_id, version, recorded_at FROM item_version
                                WHERE edited_by = :account ORDER BY recorded_at DESC, item_id, version
                                """,
                                Object[].class)
                        .setParameter("account", account)
                        .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Made((UUID) row[0], ((Number) row[1]).intValue(), (Instant) row[2]))
                .toList();
    }

    /** Leaves the versions and forgets that this account made them, in the caller's transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void forget(UUID account) {
        database.createNativeQuery(
                        "UPDATE item_version SET edited_by = NULL WHERE edited_by = :account")
                .setParameter("account", account)
                .executeUpdate();
    }
}
