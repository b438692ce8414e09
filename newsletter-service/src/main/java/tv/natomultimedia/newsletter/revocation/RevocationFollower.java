package tv.natomultimedia.newsletter.revocation;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Reads the feed for as long as the service runs: asks again as soon as there was an answer, and
 * after growing pauses of uneven length while there is none, so that what is known goes on being
 * known and the replicas do not all come back at once.
 */
@Singleton
class RevocationFollower {

    private static final Logger LOG = Logger.getLogger(RevocationFollower.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LEAST_WAIT = Duration.ofMillis(500);
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(2);
    private static final int MOST_DOUBLINGS = 10;

    private final RevocationFeed feed;
    private final Revocations revocations;
    private final RevocationSettings settings;
    private Thread thread;
    private long position;
    private int misses;

    RevocationFollower(RevocationFeed feed, Revocations revocations, RevocationSettings settings) {
        this.feed = feed;
        this.revocations = revocations;
        this.settings = settings;
    }

    void start(@Observes StartupEvent starting) {
        thread = Thread.ofVirtual().name("revocations").start(this::follow);
    }

    void stop(@Observes ShutdownEvent stopping) {
        thread.interrupt();
        try {
            if (!thread.join(PATIENCE_AT_THE_END)) {
                LOG.warn("The feed of revocations is still being read");
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try {
            while (!Thread.interrupted()) {
                read();
            }
        } catch (InterruptedException stopped) {
            LOG.debug("The feed of revocations is no longer read");
        }
    }

    private void read() throws InterruptedException {
        long began = System.nanoTime();
        try {
            RevocationFeed.Page page = feed.after(position);
            revocations.note(page.entries());
            position = page.next();
            heard();
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            if (page.entries().isEmpty() && took.compareTo(LEAST_WAIT) < 0) {
                // It did not wait; then this side does.
                Thread.sleep(LEAST_WAIT.minus(took));
            }
        } catch (IOException | RuntimeException failure) {
            missed(failure);
            Thread.sleep(pause());
        }
    }

    private void heard() {
        if (misses > 0) {
            LOG.info("The account service tells again which tokens have ended");
            misses = 0;
        }
    }

    private void missed(Exception failure) {
        misses++;
        if (misses == 1) {
            LOG.warnf("The account service does not tell which tokens have ended: %s", failure);
        } else {
            LOG.debugf("Try %d to hear which tokens have ended: %s", misses, failure);
        }
    }

    private Duration pause() {
        long longest = settings.longestPause().toMillis();
        long pause =
                Math.min(longest, FIRST_PAUSE.toMillis() << Math.min(misses - 1, MOST_DOUBLINGS));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(pause / 2, pause + 1));
    }
}
