package tv.natomultimedia.account.secret;

import java.util.Base64;

/** A key as it stands in the configuration: base64 of 32 bytes. */
final class ConfiguredKey {

    private static final int LENGTH = 32;

    private ConfiguredKey() {}

    static byte[] decode(String setting, String value) {
        try {
            byte[] key = Base64.getDecoder().decode(value.strip());
            if (key.length == LENGTH) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            throw refusal(setting, notBase64);
        }
        throw refusal(setting, null);
    }

    private static IllegalStateException refusal(String setting, Exception cause) {
        return new IllegalStateException(setting + " must be base64 of 32 random bytes", cause);
    }
}
