package tv.natomultimedia.media.editing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.media.catalogue.Item;

/**
 * What has become due, one item in a transaction. An item that somebody else is busy with is left
 * to them: another replica has seen that it is due, or an editor changes it this moment.
 */
@ApplicationScoped
class DueItems {

    static final String RIGHTS_EXPIRED = "The right to show this item has expired.";
    private static final int AT_ONCE = 200;

    private final EntityManager database;

    DueItems(EntityManager database) {
        this.database = database;
    }

    /** Items whose embargo has ended, the first to end first. */
    @Transactional
    List<UUID> releases(Instant now) {
        return ids(
                """
                SELECT id FROM item WHERE status = 'EMBARGOED' AND embargoed_until <= :now
                ORDER BY embargoed_until LIMIT :atOnce
                """,
                now);
    }

    /** Published items whose rights have ended. */
    @Transactional
    List<UUID> expiries(Instant now) {
        return ids(
                """
                SELECT id FROM item WHERE status = 'PUBLISHED' AND rights_expire_at <= :now
                ORDER BY rights_expire_at LIMIT :atOnce
                """,
                now);
    }

    /**
     * Shows an item, unless somebody else has or does. When the service was away for so long that
     * its rights have ended too, it is a draft again and was never shown.
     */
    @Transactional
    boolean release(UUID id, Instant now) {
        Optional<Item> due = claim(id, "status = 'EMBARGOED' AND embargoed_until <= :now", now);
        due.ifPresent(
                item -> {
                    if (item.hasExpired(now)) {
                        item.returnToDraft(now);
                    } else {
                        item.publish(now);
                    }
                });
        return due.isPresent();
    }

    /** Withdraws an item, unless somebody else has or does. */
    @Transactional
    boolean expire(UUID id, Instant now) {
        Optional<Item> due = claim(id, "status = 'PUBLISHED' AND rights_expire_at <= :now", now);
        due.ifPresent(item -> item.withdraw(RIGHTS_EXPIRED, now));
        return due.isPresent();
    }

    private Optional<Item> claim(UUID id, String condition, Instant now) {
        return database.createNativeQuery(
                        "SELECT * FROM item WHERE id = :id AND %s FOR UPDATE SKIP LOCKED"
                                .formatted(condition),
                        Item.class)
                .setParameter("id", id)
                .setParameter("now", now)
                .getResultStream()
                .map(Item.class::cast)
                .findFirst();
    }

    private List<UUID> ids(String query, Instant now) {
        return database.createNativeQuery(query, UUID.class)
                .setParameter("now", now)
                .setParameter("atOnce", AT_ONCE)
                .getResultStream()
                .map(UUID.class::cast)
                .toList();
    }
}
