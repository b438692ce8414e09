package tv.natomultimedia.newsletter.secret;

import java.util.Base64;

/** A key as it stands in the configuration: base64 of 32 bytes. */
final class ConfiguredKey {

    private static final int LENGTH = 32;

    private ConfiguredKey() {}

    static byte[] decode(String setting, String value) {
        byte[] key = decoded(value);
        if (key.length != LENGTH) {
            throw new IllegalStateException(setting + " must be base64 of 32 random bytes");
        }
        return key;
    }

    private static byte[] decoded(String value) {
        try {
            return Base64.getDecoder().decode(value.strip());
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
