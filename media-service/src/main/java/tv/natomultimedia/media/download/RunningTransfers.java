package tv.natomultimedia.media.download;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tv.natomultimedia.media.caller.RevokedAccess;
import tv.natomultimedia.media.download.delivery.Sending;
import tv.natomultimedia.media.download.delivery.Transfer;

/**
 * The transfers that run here at present. Files are large and some clients slow: once a second it
 * is asked for all of them together whether their items have been killed or their callers have
 * ended, and those are cut off. A withdrawal lets them finish.
 */
@ApplicationScoped
class RunningTransfers {

    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private final EntityManager database;
    private final RevokedAccess revoked;

    RunningTransfers(EntityManager database, RevokedAccess revoked) {
        this.database = database;
        this.revoked = revoked;
    }

    /** Watches over a transfer of an item's file to nobody in particular. */
    Sending watched(UUID item) {
        return new Running(item, null, null, transfer -> {});
    }

    /** Watches over a transfer for a download, and tells when it is over. */
    Sending watched(Download download, Consumer<Transfer> whenOver) {
        return new Running(
                download.itemId(), download.principal(), download.authorisedAt(), whenOver);
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    @Transactional
    void cutOff() {
        if (running.isEmpty()) {
            return;
        }
        List<Running> all = List.copyOf(running);
        all.stream().filter(this::isRevoked).forEach(Running::cut);
        Set<UUID> killed = killed(all.stream().map(one -> one.item).distinct().toList());
        all.stream().filter(one -> killed.contains(one.item)).forEach(Running::cut);
    }

    /** By the primary keys of the items, of which there are as many as transfers at most. */
    private Set<UUID> killed(List<UUID> items) {
        List<?> found =
                database.createNativeQuery(
                                """
                                SELECT id FROM item
                                WHERE id = ANY (CAST(:items AS uuid[])) AND status = 'KILLED'
                                """,
                                UUID.class)
                        .setParameter(
                                "items",
                                items.stream()
                                        .map(UUID::toString)
                                        .collect(Collectors.joining(",", "{", "}")))
                        .getResultList();
        return found.stream().map(UUID.class::cast).collect(Collectors.toSet());
    }

    private boolean isRevoked(Running one) {
        return one.principal != null && revoked.holds(one.principal, one.authorisedAt);
    }

    /** Compared by identity: one client may have the same file sent many times at once. */
    private final class Running implements Sending {

        private final UUID item;
        private final String principal;
        private final Instant authorisedAt;
        private final Consumer<Transfer> whenOver;
        private volatile Cut cut;

        Running(UUID item, String principal, Instant authorisedAt, Consumer<Transfer> whenOver) {
            this.item = item;
            this.principal = principal;
            this.authorisedAt = authorisedAt;
            this.whenOver = whenOver;
        }

        @Override
        public void begins(Cut by) {
            cut = by;
            running.add(this);
        }

        @Override
        public void ended(Transfer transfer) {
            running.remove(this);
            whenOver.accept(transfer);
        }

        void cut() {
            cut.now();
        }
    }
}
