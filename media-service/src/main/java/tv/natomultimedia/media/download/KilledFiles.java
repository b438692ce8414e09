package tv.natomultimedia.media.download;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.jboss.logging.Logger;
import tv.natomultimedia.media.file.MediaFiles;

/**
 * Makes the files of killed items unreadable where clients hold addresses of the store itself. What
 * an item that lives shares with it stays. Any replica may do it, or several at once.
 */
@ApplicationScoped
class KilledFiles {

    private static final Logger LOG = Logger.getLogger(KilledFiles.class);

    private final WithheldItems withheld;
    private final MediaFiles files;
    private final DownloadSettings settings;

    KilledFiles(WithheldItems withheld, MediaFiles files, DownloadSettings settings) {
        this.withheld = withheld;
        this.files = files;
        this.settings = settings;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void withhold() {
        if (settings.delivery() != DownloadSettings.Mode.PRESIGNED_REDIRECT) {
            return;
        }
        for (UUID item : withheld.readable()) {
            try {
                withheld.keys(item).forEach(files::withhold);
                withheld.note(item);
            } catch (UncheckedIOException failure) {
                // Another replica may have been faster with one of them; a second later it shows.
                LOG.warnf(failure, "The files of killed item %s are not withheld yet", item);
            }
        }
    }
}
