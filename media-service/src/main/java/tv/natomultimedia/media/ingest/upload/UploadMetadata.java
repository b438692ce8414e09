package tv.natomultimedia.media.ingest.upload;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import tv.natomultimedia.media.catalogue.Rendition;
import tv.natomultimedia.media.ingest.probing.FileKinds;

/**
 * What an upload is said to be. Keys that are not known here are kept for the client and mean
 * nothing.
 *
 * @param raw as it was sent
 * @param sha256 what the whole file is said to have, in lower case; null when nothing is said
 */
record UploadMetadata(
        String raw, UUID mediaId, Rendition.Purpose purpose, String filename, String sha256) {

    private static final int LONGEST = 4_096;
    private static final int LONGEST_FILENAME = 255;
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x2b\\x2d-\\x7e]+");
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * Reads the field {@code Upload-Metadata}: pairs of a key and its value in Base64, with commas
     * between them.
     *
     * @throws HttpProblem 400 that names what is missing or wrong
     */
    static UploadMetadata read(String field) {
        if (field == null || field.isBlank()) {
            throw Tus.refused(Tus.METADATA, "required");
        }
        if (field.length() > LONGEST) {
            throw Tus.refused(Tus.METADATA, "too-long");
        }
        Map<String, String> values = values(field);
        String mediaId = required(values, "mediaId").toLowerCase(Locale.ROOT);
        if (!ID.matcher(mediaId).matches()) {
            throw refused("mediaId", "not-an-id");
        }
        String sha256 = values.get("sha256");
        if (sha256 != null && !SHA256.matcher(sha256.toLowerCase(Locale.ROOT)).matches()) {
            throw refused("sha256", "format");
        }
        return new UploadMetadata(
                field,
                UUID.fromString(mediaId),
                purpose(required(values, "purpose")),
                filename(required(values, "filename")),
                sha256 == null ? null : sha256.toLowerCase(Locale.ROOT));
    }

    private static Map<String, String> values(String field) {
        Map<String, String> values = new HashMap<>();
        for (String pair : field.split(",", -1)) {
            String[] words = pair.strip().split(" ", -1);
            if (words.length > 2 || !KEY.matcher(words[0]).matches()) {
                throw Tus.refused(Tus.METADATA, "format");
            }
            if (values.put(words[0], words.length == 1 ? "" : decoded(words[1])) != null) {
                throw refused(words[0], "repeated");
            }
        }
        return values;
    }

    private static String decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            throw Tus.refused(Tus.METADATA, "format");
        }
    }

    private static String required(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null || value.isEmpty()) {
            throw refused(key, "required");
        }
        return value;
    }

    private static Rendition.Purpose purpose(String wireName) {
        for (Rendition.Purpose purpose : Rendition.Purpose.values()) {
            if (purpose.wireName().equals(wireName)) {
                return purpose;
            }
        }
        throw refused("purpose", "not-a-choice");
    }

    /** Shown to people and looked at for its ending; never the name of a file here. */
    private static String filename(String name) {
        if (name.length() > LONGEST_FILENAME) {
            throw refused("filename", "too-long");
        }
        if (name.codePoints()
                .anyMatch(
                        c ->
                                c == '/'
                                        || c == '\\'
                                        || Character.isISOControl(c)
                                        || Character.getType(c) == Character.FORMAT)) {
            throw refused("filename", "invalid-character");
        }
        if (!FileKinds.isKnownEnding(name)) {
            throw refused("filename", "unsupported-ending");
        }
        return name;
    }

    private static HttpProblem refused(String key, String code) {
        return Tus.refused(Tus.METADATA + "." + key, code);
    }
}
