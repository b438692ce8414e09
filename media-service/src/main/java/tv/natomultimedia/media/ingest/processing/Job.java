package tv.natomultimedia.media.ingest.processing;

import java.util.UUID;
import tv.natomultimedia.media.catalogue.ItemType;
import tv.natomultimedia.media.catalogue.Rendition;

/**
 * A file that an instance works on.
 *
 * @param worker the name under which it does; nothing is accepted under an earlier one
 * @param originalKey where the file is stored as it was uploaded
 * @param attempts how often work on it was begun
 */
record Job(
        UUID id,
        UUID worker,
        UUID itemId,
        ItemType itemType,
        UUID uploadId,
        Rendition.Purpose purpose,
        String filename,
        long sizeBytes,
        String sha256,
        String originalKey,
        int attempts) {}
