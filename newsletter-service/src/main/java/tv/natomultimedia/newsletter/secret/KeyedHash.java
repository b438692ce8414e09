package tv.natomultimedia.newsletter.secret;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * HMAC-SHA-256 under the configured keys. Every purpose has its own domain, and every part its
 * length, so that no two uses or splits of a value give the same hash. What outlives a change of
 * the link key (links in mails, suppressed addresses, proofs of consent) is looked up under the
 * earlier keys too.
 */
@ApplicationScoped
public class KeyedHash {

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] codeKey;
    private final List<byte[]> linkKeys;

    KeyedHash(
            @ConfigProperty(name = "newsletter.code-key") String codeKey,
            @ConfigProperty(name = "newsletter.link-key") String linkKey,
            @ConfigProperty(name = "newsletter.previous-link-keys")
                    Optional<List<String>> previousLinkKeys) {
        this.codeKey = ConfiguredKey.decode("newsletter.code-key", codeKey);
        this.linkKeys =
                Stream.concat(
                                Stream.of(ConfiguredKey.decode("newsletter.link-key", linkKey)),
                                previousLinkKeys.orElse(List.of()).stream()
                                        .map(
                                                key ->
                                                        ConfiguredKey.decode(
                                                                "newsletter.previous-link-keys",
                                                                key)))
                        .toList();
    }

    /** What is hashed. */
    public enum Purpose {
        /** A one-time code of a flow. */
        CODE(false),
        /** A canonical address without its +tag, for budgets. */
        IDENTITY(false),
        /** A client network, for budgets. */
        NETWORK(false),
        /** A canonical address whose flows and mails must be found again for erasure. */
        MAILBOX(false),
        /** A canonical address, for suppression and as the subject of consent. */
        ADDRESS(true),
        /** An account id that must be recognised after the account is gone. */
        ACCOUNT(true),
        /** The proof in a preference link. */
        PREFERENCES(true),
        /** The proof in a one-click link. */
        UNSUBSCRIBE(true);

        private final boolean longLived;

        Purpose(boolean longLived) {
            this.longLived = longLived;
        }
    }

    /** The hash of the parts for a purpose under the present key: 32 bytes. */
    public byte[] of(Purpose purpose, byte[]... parts) {
        return hash(keys(purpose).getFirst(), purpose, parts);
    }

    /** The hashes of the parts under the present key, which comes first, and all earlier ones. */
    public List<byte[]> underAllKeys(Purpose purpose, byte[]... parts) {
        return keys(purpose).stream().map(key -> hash(key, purpose, parts)).toList();
    }

    /** Names the key that {@link #of} uses for a purpose, without telling it. */
    public String keyId(Purpose purpose) {
        return HexFormat.of().formatHex(Bytes.sha256(keys(purpose).getFirst()), 0, 6);
    }

    private List<byte[]> keys(Purpose purpose) {
        return purpose.longLived ? linkKeys : List.of(codeKey);
    }

    /** A key for another algorithm, bound to its use. */
    byte[] derivedFromCodeKey(String use) {
        return Arrays.copyOf(mac(codeKey, Bytes.of("derive"), Bytes.of(use)), 32);
    }

    private static byte[] hash(byte[] key, Purpose purpose, byte[]... parts) {
        return mac(key, Bytes.of(purpose.name().toLowerCase(Locale.ROOT)), parts);
    }

    private static byte[] mac(byte[] key, byte[] domain, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(domain);
            for (byte[] part : parts) {
                mac.update(Bytes.of((long) part.length));
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
