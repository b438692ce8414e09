package tv.natomultimedia.account.partner;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All partners. Those that are pending or deleting are seen by none but the reconciler. */
@ApplicationScoped
class Partners implements PanacheRepositoryBase<Partner, UUID> {

    private static final List<Partner.State> VISIBLE =
            List.of(Partner.State.ACTIVE, Partner.State.SUSPENDED);

    Optional<Partner> visible(UUID id) {
        return find("id = ?1 and state in ?2", id, VISIBLE).firstResultOptional();
    }

    Optional<Partner> ofClient(String clientId) {
        return find("clientId = ?1 and state in ?2", clientId, VISIBLE).firstResultOptional();
    }

    /** The partner, locked against changes until the transaction ends. */
    Optional<Partner> locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Partners in the order of their ids, from the one after the given on; null begins. */
    List<Partner> after(UUID id, int most) {
        return id == null
                ? find("state in ?1 order by id", VISIBLE).page(0, most).list()
                : find("state in ?1 and id > ?2 order by id", VISIBLE, id).page(0, most).list();
    }

    /** How many there are; counting stops above a limit. */
    long countUpTo(int limit) {
        return ((Number)
                        getEntityManager()
                                .createNativeQuery(
                                        """
                                        SELECT count(*) FROM (SELECT 1 FROM partner
                                            WHERE status IN ('ACTIVE', 'SUSPENDED') LIMIT :most) counted
                                        """)
                                .setParameter("most", limit + 1)
                                .getSingleResult())
                .longValue();
    }

    /**
     * Notes use of a client and one of its secrets.
     *
     * @param secret null when it is not known which
     */
    void used(String clientId, UUID secret, Instant now) {
        getEntityManager()
                .createNativeQuery(
                        "UPDATE partner SET last_used_at = :now WHERE client_id = :client")
                .setParameter("now", now)
                .setParameter("client", clientId)
                .executeUpdate();
        if (secret != null) {
            getEntityManager()
                    .createNativeQuery(
                            "UPDATE partner_secret SET last_used_at = :now WHERE id = :secret")
                    .setParameter("now", now)
                    .setParameter("secret", secret)
                    .executeUpdate();
        }
    }
}
