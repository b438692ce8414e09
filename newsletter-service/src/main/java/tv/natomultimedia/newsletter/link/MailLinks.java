package tv.natomultimedia.newsletter.link;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tv.natomultimedia.newsletter.secret.Bytes;
import tv.natomultimedia.newsletter.secret.KeyedHash;
import tv.natomultimedia.newsletter.secret.KeyedHash.Purpose;

/**
 * Makes the links of mails and reads the tokens in them. A token is what it speaks of followed by
 * 128 bits of its keyed hash: nothing needs to be stored for it and it does not expire. The two
 * kinds are hashed for different purposes, so that one is never taken for the other.
 */
@ApplicationScoped
public class MailLinks {

    private static final int PROOF_BYTES = 16;
    private static final int LONGEST = 128;
    private static final UUID EVERY_LIST = new UUID(0, 0);

    private final KeyedHash keyedHash;
    private final String publicUrl;
    private final String verify;
    private final String preferences;

    MailLinks(
            KeyedHash keyedHash,
            @ConfigProperty(name = "public-url") String publicUrl,
            @ConfigProperty(name = "frontend.verify") String verify,
            @ConfigProperty(name = "frontend.preferences") String preferences) {
        this.keyedHash = keyedHash;
        this.publicUrl = publicUrl;
        this.verify = verify;
        this.preferences = preferences;
    }

    /**
     * What a preference token opens.
     *
     * @param generation of the subscriber's links; a token of an earlier one is revoked
     */
    public record PreferencesKey(UUID subscriber, int generation) {}

    /**
     * What a one-click token ends.
     *
     * @param subject a subscriber, or what later became one
     * @param list the only list to end; empty for all
     */
    public record UnsubscribeKey(UUID subject, Optional<UUID> list) {}

    /** The page where the code of a flow is entered; holds no code. */
    public String verify(UUID flow) {
        return verify + "?flow=" + flow + "&kind=newsletter";
    }

    /** The page of the preference centre, without a token. */
    public String preferencesPage() {
        return preferences;
    }

    /** The page of the preference centre for one subscriber. */
    public String preferences(PreferencesKey key) {
        byte[] content =
                ByteBuffer.allocate(20)
                        .put(Bytes.of(key.subscriber()))
                        .putInt(key.generation())
                        .array();
        return preferences + "/" + token(Purpose.PREFERENCES, content);
    }

    /** The RFC 8058 URL. */
    public String unsubscribe(UnsubscribeKey key) {
        byte[] content =
                ByteBuffer.allocate(32)
                        .put(Bytes.of(key.subject()))
                        .put(Bytes.of(key.list().orElse(EVERY_LIST)))
                        .array();
        return publicUrl + "/v1/newsletter/unsubscribe/" + token(Purpose.UNSUBSCRIBE, content);
    }

    /** Reads a preference token; empty when it was not made here. */
    public Optional<PreferencesKey> readPreferences(String token) {
        return content(Purpose.PREFERENCES, token, 20)
                .map(content -> new PreferencesKey(id(content), content.getInt()));
    }

    /** Reads a one-click token; empty when it was not made here. */
    public Optional<UnsubscribeKey> readUnsubscribe(String token) {
        return content(Purpose.UNSUBSCRIBE, token, 32)
                .map(
                        content ->
                                new UnsubscribeKey(
                                        id(content),
                                        Optional.of(id(content))
                                                .filter(list -> !list.equals(EVERY_LIST))));
    }

    private String token(Purpose purpose, byte[] content) {
        byte[] proof = Arrays.copyOf(keyedHash.of(purpose, content), PROOF_BYTES);
        return Bytes.base64Url(
                ByteBuffer.allocate(content.length + PROOF_BYTES).put(content).put(proof).array());
    }

    private Optional<ByteBuffer> content(Purpose purpose, String token, int length) {
        byte[] bytes = decoded(token);
        // Spelled in one way only: the last character of base64 has bits to spare.
        if (bytes.length != length + PROOF_BYTES || !Bytes.base64Url(bytes).equals(token)) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOf(bytes, length);
        byte[] proof = Arrays.copyOfRange(bytes, length, bytes.length);
        return keyedHash.underAllKeys(purpose, content).stream()
                .filter(hash -> Bytes.same(Arrays.copyOf(hash, PROOF_BYTES), proof))
                .findFirst()
                .map(hash -> ByteBuffer.wrap(content));
    }

    private static byte[] decoded(String token) {
        try {
            return token.length() > LONGEST ? new byte[0] : Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private static UUID id(ByteBuffer bytes) {
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
