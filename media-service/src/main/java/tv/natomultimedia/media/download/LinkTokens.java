package tv.natomultimedia.media.download;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Links as tokens: base64url of version, key id, expiry, download, rendition, digest of the
 * principal, and HMAC-SHA-256 over all of these. Two keys may be live, so that a key can be
 * exchanged without breaking the links that it made. Nothing of a token is believed, nor looked up,
 * before its MAC has been verified.
 */
@ApplicationScoped
class LinkTokens {

    /**
     * A link that we have made; whose it is has still to be compared with the download.
     *
     * @param principalDigest as of {@link #digest}
     */
    record Verified(UUID downloadId, UUID renditionId, byte[] principalDigest, Instant expiresAt) {

        boolean isOf(Download download) {
            return downloadId.equals(download.id())
                    && renditionId.equals(download.renditionId())
                    && MessageDigest.isEqual(principalDigest, digest(download.principal()));
        }
    }

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "download link\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;
    private static final int KEY_ID_BYTES = 4;
    private static final int DIGEST_BYTES = 16;
    private static final int CONTENT_BYTES =
            1 + KEY_ID_BYTES + Long.BYTES + 2 * 2 * Long.BYTES + DIGEST_BYTES;
    private static final int MAC_BYTES = 32;

    private final Map<Integer, SecretKeySpec> keys = new LinkedHashMap<>();
    private final int currentKey;

    LinkTokens(
            @ConfigProperty(name = "media.link-key") String current,
            @ConfigProperty(name = "media.previous-link-key") Optional<String> previous) {
        this.currentKey = add(current);
        previous.ifPresent(this::add);
    }

    /** The token of a link; the same for the same link, as long as the key is the same. */
    String seal(Link link) {
        ByteBuffer token = ByteBuffer.allocate(CONTENT_BYTES + MAC_BYTES);
        token.put(VERSION).putInt(currentKey).putLong(link.expiresAt().getEpochSecond());
        put(token, link.downloadId());
        put(token, link.renditionId());
        token.put(digest(link.principal()));
        token.put(mac(keys.get(currentKey), token.array()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /** What a token stands for; empty when we have not made it, or with a key given up since. */
    Optional<Verified> open(String token) {
        byte[] bytes = decoded(token);
        if (bytes.length != CONTENT_BYTES + MAC_BYTES || bytes[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer content = ByteBuffer.wrap(bytes, 1, CONTENT_BYTES - 1);
        SecretKeySpec key = keys.get(content.getInt());
        byte[] mac = Arrays.copyOfRange(bytes, CONTENT_BYTES, bytes.length);
        if (key == null || !MessageDigest.isEqual(mac, mac(key, bytes))) {
            return Optional.empty();
        }
        Instant expiresAt = Instant.ofEpochSecond(content.getLong());
        UUID download = new UUID(content.getLong(), content.getLong());
        UUID rendition = new UUID(content.getLong(), content.getLong());
        byte[] digest = new byte[DIGEST_BYTES];
        content.get(digest);
        return Optional.of(new Verified(download, rendition, digest, expiresAt));
    }

    private int add(String base64) {
        byte[] secret = Base64.getDecoder().decode(base64);
        int id = ByteBuffer.wrap(sha256(secret)).getInt();
        keys.put(id, new SecretKeySpec(secret, ALGORITHM));
        return id;
    }

    private static byte[] decoded(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException malformed) {
            return new byte[0];
        }
    }

    private static void put(ByteBuffer token, UUID id) {
        token.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static byte[] digest(String principal) {
        return Arrays.copyOf(sha256(principal.getBytes(StandardCharsets.UTF_8)), DIGEST_BYTES);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] mac(SecretKeySpec key, byte[] token) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(PURPOSE);
            mac.update(token, 0, CONTENT_BYTES);
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
