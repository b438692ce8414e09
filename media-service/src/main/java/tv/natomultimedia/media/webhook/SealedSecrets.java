package tv.natomultimedia.media.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Secrets of webhooks as they are kept: sealed (AES-256-GCM) for one webhook, with a key that is
 * not in the database but derived from {@code media.link-key}. What was sealed with the key before
 * that can be opened for as long as that is configured, and is sealed anew.
 */
@ApplicationScoped
class SealedSecrets {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String DERIVATION = "HmacSHA256";
    private static final byte[] PURPOSE = "webhook secrets".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NAMING = "webhook key id".getBytes(StandardCharsets.US_ASCII);
    private static final int SECRET_BYTES = 32;
    private static final int KEY_ID_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final Map<Integer, SecretKeySpec> keys = new LinkedHashMap<>();
    private final int current;

    SealedSecrets(
            @ConfigProperty(name = "media.link-key") String current,
            @ConfigProperty(name = "media.previous-link-key") Optional<String> previous) {
        this.current = add(current);
        previous.ifPresent(this::add);
    }

    /** A new secret. */
    byte[] make() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return secret;
    }

    byte[] seal(UUID webhook, byte[] secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] closed = crypt(Cipher.ENCRYPT_MODE, keys.get(current), nonce, webhook, secret);
        return ByteBuffer.allocate(KEY_ID_BYTES + NONCE_BYTES + closed.length)
                .putInt(current)
                .put(nonce)
                .put(closed)
                .array();
    }

    /** The secret; empty when it was sealed with a key that is no longer there. */
    Optional<byte[]> open(UUID webhook, byte[] kept) {
        SecretKeySpec key = keys.get(keyId(kept));
        if (key == null) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOfRange(kept, KEY_ID_BYTES, KEY_ID_BYTES + NONCE_BYTES);
        byte[] closed = Arrays.copyOfRange(kept, KEY_ID_BYTES + NONCE_BYTES, kept.length);
        return Optional.of(crypt(Cipher.DECRYPT_MODE, key, nonce, webhook, closed));
    }

    /** The first bytes of what is sealed with the key in use. */
    byte[] mark() {
        return ByteBuffer.allocate(KEY_ID_BYTES).putInt(current).array();
    }

    private static int keyId(byte[] kept) {
        return ByteBuffer.wrap(kept).getInt();
    }

    private int add(String base64) {
        byte[] parent = Base64.getDecoder().decode(base64);
        int id = ByteBuffer.wrap(derived(parent, NAMING)).getInt();
        keys.put(id, new SecretKeySpec(derived(parent, PURPOSE), "AES"));
        return id;
    }

    private static byte[] crypt(
            int mode, SecretKeySpec key, byte[] nonce, UUID webhook, byte[] content) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(webhook.toString().getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("a secret of webhook " + webhook, failure);
        }
    }

    private static byte[] derived(byte[] parent, byte[] label) {
        try {
            Mac mac = Mac.getInstance(DERIVATION);
            mac.init(new SecretKeySpec(parent, DERIVATION));
            return mac.doFinal(label);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
