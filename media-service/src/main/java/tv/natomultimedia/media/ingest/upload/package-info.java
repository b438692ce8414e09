/**
 * Uploads by tus 1.0.0, which survive everything but their expiry. May use {@code processing},
 * which takes over when all bytes are there, {@code catalogue}, {@code file} and {@code caller}.
 */
package tv.natomultimedia.media.ingest.upload;
