package tv.natomultimedia.media.download;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jboss.logging.Logger;
import tv.natomultimedia.media.download.delivery.Transfer;

/**
 * Notes what transfers have sent. What the database cannot take when a transfer ends is kept, so
 * far as there is room, and noted when it can.
 */
@ApplicationScoped
class EndedTransfers {

    private static final Logger LOG = Logger.getLogger(EndedTransfers.class);
    private static final int MOST_KEPT = 10_000;

    /** So many failures in a row are no affair of the transfers. */
    private static final int DATABASE_AWAY = 3;

    private final Downloads downloads;
    private final BlockingQueue<Ended> kept = new ArrayBlockingQueue<>(MOST_KEPT);

    EndedTransfers(Downloads downloads) {
        this.downloads = downloads;
    }

    /**
     * What a request has sent.
     *
     * @param sizeBytes of the whole file
     */
    record Ended(
            UUID download, long sizeBytes, Transfer transfer, Instant startedAt, Instant endedAt) {}

    /** Notes a transfer, now or later; one that sent nothing is none. */
    void note(Ended ended) {
        if (ended.transfer().bytes() == 0) {
            return;
        }
        try {
            downloads.record(ended);
        } catch (RuntimeException failure) {
            if (kept.offer(ended)) {
                LOG.warnf(
                        "What download %s was sent is recorded later: %s",
                        ended.download(), failure);
            } else {
                lost(ended);
            }
        }
    }

    /** Notes what is kept, nothing of it twice. One that cannot be noted holds up no other. */
    @Scheduled(
            every = "{download.late-transfers}",
            delayed = "{download.late-transfers}",
            concurrentExecution = ConcurrentExecution.SKIP)
    synchronized void noteKept() {
        int failures = 0;
        for (int left = kept.size(); left > 0 && failures < DATABASE_AWAY; left--) {
            Ended next = kept.poll();
            try {
                downloads.recordOnce(next);
                failures = 0;
            } catch (RuntimeException failure) {
                failures++;
                LOG.debugf(failure, "%d transfers are not recorded yet", left);
                if (!kept.offer(next)) {
                    lost(next);
                }
            }
        }
    }

    void end(@Observes ShutdownEvent stopping) {
        noteKept();
        kept.forEach(EndedTransfers::lost);
    }

    /** The log has it when the database cannot take it and there is no room or no time. */
    private static void lost(Ended ended) {
        LOG.errorf(
                "Not recorded: download %s was sent %d bytes since %s",
                ended.download(), ended.transfer().bytes(), ended.startedAt());
    }
}
