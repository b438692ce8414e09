package tv.natomultimedia.media.change;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Forgets what was taken back so long ago that every copy has heard of it or begins anew. */
@ApplicationScoped
class OldTombstones {

    private static final int AT_ONCE = 1_000;

    private final Changes changes;
    private final ChangeSettings settings;
    private final Clock clock;

    OldTombstones(Changes changes, ChangeSettings settings, Clock clock) {
        this.changes = changes;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "5m")
    void remove() {
        Instant before = clock.instant().minus(settings.tombstonesKept());
        boolean more = true;
        while (more) {
            more = changes.removeTombstones(before, AT_ONCE);
        }
    }
}
