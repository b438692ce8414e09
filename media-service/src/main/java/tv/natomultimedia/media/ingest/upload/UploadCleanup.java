package tv.natomultimedia.media.ingest.upload;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Removes uploads whose time is over. Any number of instances may do so at a time. */
@ApplicationScoped
class UploadCleanup {

    private static final int AT_ONCE = 50;

    private final Uploads uploads;
    private final Receiving receiving;
    private final Clock clock;

    UploadCleanup(Uploads uploads, Receiving receiving, Clock clock) {
        this.uploads = uploads;
        this.receiving = receiving;
        this.clock = clock;
    }

    /** The files go after the rows: one that is left is an orphan, which is cleaned up too. */
    @Scheduled(every = "10m", delayed = "2m")
    void removeExpired() {
        Removed removed;
        do {
            removed = UploadCleanup.this.removeRows();
            receiving.remove(removed.keys());
        } while (removed.uploads() == AT_ONCE);
    }

    /** What was removed at once. */
    record Removed(int uploads, List<String> keys) {}

    @Transactional
    Removed removeRows() {
        Instant now = clock.instant();
        List<Upload> expired = uploads.expired(now, AT_ONCE);
        List<String> keys = new ArrayList<>();
        for (Upload upload : expired) {
            keys.addAll(uploads.keys(upload.id()));
            uploads.delete(upload);
        }
        return new Removed(expired.size(), keys);
    }
}
