package tv.natomultimedia.media.ingest.processing;

import tv.natomultimedia.media.catalogue.Rendition;
import tv.natomultimedia.media.ingest.probing.ProbedFile;

/**
 * A file that a step has made and stored.
 *
 * @param use what it becomes in the catalogue
 * @param purpose of a rendition; null for pictures of pages
 * @param key where it is stored
 */
record MadeFile(
        Use use,
        Rendition.Purpose purpose,
        String key,
        long sizeBytes,
        String sha256,
        ProbedFile probed) {

    enum Use {
        RENDITION,
        POSTER,
        THUMBNAIL
    }
}
