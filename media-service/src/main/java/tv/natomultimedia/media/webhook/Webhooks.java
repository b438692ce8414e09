package tv.natomultimedia.media.webhook;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All webhooks. */
@ApplicationScoped
class Webhooks implements PanacheRepositoryBase<Webhook, UUID> {

    /** One of the owner's; others' are not there. */
    Optional<Webhook> findOf(String owner, UUID id) {
        return find("id = ?1 and owner = ?2", id, owner).firstResultOptional();
    }

    /** As {@link #findOf}; nobody else can change it until the transaction ends. */
    Optional<Webhook> findOfForUpdate(String owner, UUID id) {
        return find("id = ?1 and owner = ?2", id, owner)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** Whosever it is; nobody else can change it until the transaction ends. */
    Optional<Webhook> findForUpdate(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The owner's, the latest first, after a place in that order. */
    List<Webhook> page(String owner, Instant createdAt, UUID id, int limit) {
        return createdAt == null
                ? find("owner = ?1 order by createdAt desc, id desc", owner).page(0, limit).list()
                : find(
                                "owner = ?1 and (createdAt < ?2 or createdAt = ?2 and id < ?3)"
                                        + " order by createdAt desc, id desc",
                                owner,
                                createdAt,
                                id)
                        .page(0, limit)
                        .list();
    }

    /** Whose a webhook is, and when they last had a say in it. */
    record Owned(UUID id, String owner, Instant authorisedAt) {}

    /** All that may be told something. */
    List<Owned> active() {
        return find("status", Webhook.Status.ACTIVE).project(Owned.class).list();
    }

    /** Makes whoever else makes one for this owner wait until the transaction ends. */
    void hold(String owner) {
        getEntityManager()
                .createNativeQuery(
                        "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .setParameter("name", "webhooks of " + owner)
                .getSingleResult();
    }

    /** Notes that something arrived, where that is news. */
    void arrived(UUID id) {
        getEntityManager()
                .createNativeQuery(
                        "UPDATE webhook SET failing_since = NULL WHERE id = :id AND failing_since"
                                + " IS NOT NULL")
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Those whose secrets are not sealed with the key in use. */
    List<UUID> sealedOtherwise(byte[] mark, int limit) {
        return getEntityManager()
                .createNativeQuery(
                        """
                        SELECT id FROM webhook
                        WHERE substring(secret FROM 1 FOR 4) <> :mark
                            OR substring(previous_secret FROM 1 FOR 4) <> :mark
                        LIMIT :limit
                        """,
                        UUID.class)
                .setParameter("mark", mark)
                .setParameter("limit", limit)
                .getResultStream()
                .map(UUID.class::cast)
                .toList();
    }

    /**
     * One whose owner has to be written to; no other replica gets it until the transaction ends.
     */
    Optional<Webhook> noticeDue(Instant now) {
        return getEntityManager()
                .createNativeQuery(
                        """
                        SELECT * FROM webhook WHERE notice_due_at <= :now
                        ORDER BY notice_due_at LIMIT 1 FOR UPDATE SKIP LOCKED
                        """,
                        Webhook.class)
                .setParameter("now", now)
                .getResultStream()
                .map(Webhook.class::cast)
                .findFirst();
    }
}
