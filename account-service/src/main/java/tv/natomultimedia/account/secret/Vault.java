package tv.natomultimedia.account.secret;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * AES-256-GCM under the key-encryption key, for what must not be readable in the database. What was
 * sealed under one of the other keys that the configuration lists can be opened, so that the key
 * can be changed while the service runs.
 */
@ApplicationScoped
public class Vault {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte FORMAT = 1;
    private static final int KEY_ID_BYTES = 6;
    private static final int HEADER_BYTES = 1 + KEY_ID_BYTES;

    private final Key present;
    private final List<Key> all;

    /** A key with what stands before everything that is sealed under it. */
    private record Key(SecretKeySpec secret, byte[] header) {

        static Key from(String setting, String configured) {
            byte[] secret = ConfiguredKey.decode(setting, configured);
            byte[] header =
                    ByteBuffer.allocate(HEADER_BYTES)
                            .put(FORMAT)
                            .put(Bytes.sha256(secret), 0, KEY_ID_BYTES)
                            .array();
            return new Key(new SecretKeySpec(secret, "AES"), header);
        }

        boolean isNamedBy(byte[] sealed) {
            return sealed.length > HEADER_BYTES
                    && Arrays.equals(header, 0, HEADER_BYTES, sealed, 0, HEADER_BYTES);
        }
    }

    Vault(
            @ConfigProperty(name = "account.key-encryption-key") String key,
            @ConfigProperty(name = "account.previous-key-encryption-keys")
                    Optional<List<String>> others) {
        this.present = Key.from("account.key-encryption-key", key);
        this.all = new ArrayList<>(List.of(present));
        for (String other : others.orElse(List.of())) {
            all.add(Key.from("account.previous-key-encryption-keys", other));
        }
    }

    /**
     * Encrypts a value for one place, which {@link #open} must name again: format and key id,
     * nonce, ciphertext with tag.
     */
    public byte[] seal(byte[] value, String place) {
        try {
            byte[] nonce = Bytes.random(NONCE_BYTES);
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, present, nonce, place);
            ByteBuffer sealed =
                    ByteBuffer.allocate(
                                    HEADER_BYTES + NONCE_BYTES + cipher.getOutputSize(value.length))
                            .put(present.header())
                            .put(nonce);
            return sealed.put(cipher.doFinal(value)).array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Decrypts a value; fails when it was sealed under a key that is not configured, for another
     * place, or altered.
     */
    public byte[] open(byte[] sealed, String place) {
        return all.stream()
                .filter(key -> key.isNamedBy(sealed))
                .findFirst()
                .flatMap(key -> opened(key, sealed, HEADER_BYTES, place))
                .or(() -> withoutHeader(sealed, place))
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "cannot be decrypted: was account.key-encryption-key changed"
                                                + " without listing the one before in"
                                                + " account.previous-key-encryption-keys?"));
    }

    /** Whether a value should be sealed again, because it was not under the present key. */
    public boolean isOutdated(byte[] sealed) {
        return !present.isNamedBy(sealed);
    }

    /** As it was written before keys could be changed: no header, the nonce first. */
    private Optional<byte[]> withoutHeader(byte[] sealed, String place) {
        return all.stream().flatMap(key -> opened(key, sealed, 0, place).stream()).findFirst();
    }

    private static Optional<byte[]> opened(Key key, byte[] sealed, int start, String place) {
        int cipherText = start + NONCE_BYTES;
        if (sealed.length < cipherText + TAG_BITS / Byte.SIZE) {
            return Optional.empty();
        }
        try {
            byte[] nonce = Arrays.copyOfRange(sealed, start, cipherText);
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, key, nonce, place)
                            .doFinal(sealed, cipherText, sealed.length - cipherText));
        } catch (AEADBadTagException refused) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Cipher cipher(int mode, Key key, byte[] nonce, String place)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(Bytes.of(place));
        return cipher;
    }
}
