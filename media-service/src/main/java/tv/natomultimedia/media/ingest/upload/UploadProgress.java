package tv.natomultimedia.media.ingest.upload;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/**
 * How far an upload has come.
 *
 * @param offset how many bytes are stored
 * @param length how many there will be
 * @param metadata as the client sent it
 */
record UploadProgress(UUID id, long offset, long length, String metadata, Instant expiresAt) {

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    static UploadProgress of(Upload upload) {
        return new UploadProgress(
                upload.id(),
                upload.received(),
                upload.length(),
                upload.metadata(),
                upload.expiresAt());
    }

    /** As {@code Upload-Expires} has it. */
    String expires() {
        return HTTP_DATE.format(expiresAt.atOffset(ZoneOffset.UTC));
    }
}
