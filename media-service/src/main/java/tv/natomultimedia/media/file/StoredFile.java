package tv.natomultimedia.media.file;

/**
 * What is known of a file once it is stored.
 *
 * @param key its path in the store
 * @param sizeBytes as written
 * @param sha256 of what was written, 64 lower-case hexadecimal digits
 */
public record StoredFile(String key, long sizeBytes, String sha256) {}
