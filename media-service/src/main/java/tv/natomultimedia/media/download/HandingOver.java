package tv.natomultimedia.media.download;

import jakarta.enterprise.context.ApplicationScoped;
import tv.natomultimedia.media.catalogue.CatalogueFile;
import tv.natomultimedia.media.download.delivery.ContentDisposition;
import tv.natomultimedia.media.download.delivery.Handover;
import tv.natomultimedia.media.file.MediaFiles;

/** Who sends the bytes of downloads, as configured. */
@ApplicationScoped
class HandingOver {

    private final MediaFiles files;
    private final DownloadSettings settings;

    HandingOver(MediaFiles files, DownloadSettings settings) {
        this.files = files;
        this.settings = settings;
    }

    Handover of(CatalogueFile file) {
        return switch (settings.delivery()) {
            case SEND_FILE -> new Handover.None();
            // Keys are of characters that need no encoding.
            case X_ACCEL_REDIRECT -> new Handover.Internally(settings.xAccelPrefix() + file.key());
            case PRESIGNED_REDIRECT -> toTheStore(file);
        };
    }

    private Handover toTheStore(CatalogueFile file) {
        MediaFiles.Presented as =
                new MediaFiles.Presented(
                        file.mediaType(), ContentDisposition.attachment(file.filename()));
        return files.presigned(file.key(), as)
                .<Handover>map(Handover.Elsewhere::new)
                .orElseGet(Handover.None::new);
    }
}
