package tv.natomultimedia.newsletter.secret;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM under a key made from the code key, for what must not be readable in the database.
 */
@ApplicationScoped
public class Vault {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;

    Vault(KeyedHash keyedHash) {
        this.key = new SecretKeySpec(keyedHash.derivedFromCodeKey("vault"), "AES");
    }

    /**
     * Encrypts a value for one place, which {@link #open} must name again: nonce, then ciphertext
     * with tag.
     */
    public byte[] seal(byte[] value, String place) {
        try {
            byte[] nonce = Bytes.random(NONCE_BYTES);
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, place);
            byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(value.length));
            cipher.doFinal(value, 0, value.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Decrypts a value; fails when it was sealed under another key, for another place, or altered.
     */
    public byte[] open(byte[] sealed, String place) {
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), place);
            return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException(
                    "cannot be decrypted: was newsletter.code-key changed?", refused);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(Bytes.of(place));
        return cipher;
    }
}
