package tv.natomultimedia.media.editing;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jboss.logging.Logger;

/**
 * Ends embargoes and rights at their time. Every replica does so; the database sees to it that each
 * end happens once. An item that cannot be moved does not keep the others waiting.
 */
@ApplicationScoped
class Timekeeper {

    private static final Logger LOG = Logger.getLogger(Timekeeper.class);

    private final DueItems due;
    private final Clock clock;

    Timekeeper(DueItems due, Clock clock) {
        this.due = due;
        this.clock = clock;
    }

    @Scheduled(
            every = "${editing.due-interval:1S}",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void tick() {
        Instant now = clock.instant();
        each("The embargo", due.releases(now), due::release, now);
        each("The right to show", due.expiries(now), due::expire, now);
    }

    private static void each(
            String what, List<UUID> items, BiPredicate<UUID, Instant> end, Instant now) {
        for (UUID item : items) {
            try {
                if (end.test(item, now)) {
                    LOG.infof("%s of item %s has ended", what, item);
                }
            } catch (RuntimeException failure) {
                LOG.errorf(failure, "%s of item %s has ended, and nothing came of it", what, item);
            }
        }
    }
}
