package tv.natomultimedia.media.ingest.processing;

import java.util.UUID;
import tv.natomultimedia.media.catalogue.Rendition;

/**
 * A file of which all bytes have arrived.
 *
 * @param filename as whoever brought it calls it
 * @param sha256 of what arrived, 64 lower-case hexadecimal digits
 */
public record NewOriginal(
        UUID uploadId,
        UUID itemId,
        Rendition.Purpose purpose,
        String filename,
        long sizeBytes,
        String sha256) {}
