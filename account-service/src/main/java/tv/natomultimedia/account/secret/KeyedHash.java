package tv.natomultimedia.account.secret;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * HMAC-SHA-256 under the configured keys. Every purpose has its own domain, and every part its
 * length, so that no two uses or splits of a value give the same hash.
 */
@ApplicationScoped
public class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] codeKey;
    private final byte[] refreshKey;

    KeyedHash(
            @ConfigProperty(name = "account.code-key") String codeKey,
            @ConfigProperty(name = "account.refresh-key") String refreshKey) {
        this.codeKey = ConfiguredKey.decode("account.code-key", codeKey);
        this.refreshKey = ConfiguredKey.decode("account.refresh-key", refreshKey);
    }

    /** What is hashed. */
    public enum Purpose {
        /** A one-time code of a flow. */
        CODE(false),
        /** A canonical address. */
        ADDRESS(false),
        /** A canonical address without its +tag, for budgets. */
        IDENTITY(false),
        /** A client network, for budgets; with an account, for what it knows. */
        NETWORK(false),
        /** A position in a list. */
        CURSOR(false),
        /** Who guesses at whose password. */
        GUESSER(false),
        /** A refresh token's successor. */
        REFRESH_SUCCESSOR(true),
        /** The proof in a refresh token that it was issued here. */
        REFRESH_PROOF(true),
        /** A key by which a request is known again. */
        IDEMPOTENCY_KEY(true),
        /** A partner's secret that follows from such a key. */
        PARTNER_SECRET(true),
        /** The proof in a known-client token. */
        CLIENT(true);

        private final boolean refresh;

        Purpose(boolean refresh) {
            this.refresh = refresh;
        }
    }

    /** The hash of the parts for a purpose: 32 bytes. */
    public byte[] of(Purpose purpose, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(purpose), ALGORITHM));
            mac.update(Bytes.of(purpose.name().toLowerCase(Locale.ROOT)));
            for (byte[] part : parts) {
                mac.update(Bytes.of((long) part.length));
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Names the key that {@link #of} uses for a purpose, without telling it. */
    public String keyId(Purpose purpose) {
        return HexFormat.of().formatHex(Bytes.sha256(key(purpose)), 0, 6);
    }

    private byte[] key(Purpose purpose) {
        return purpose.refresh ? refreshKey : codeKey;
    }
}
