package tv.natomultimedia.account.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.account.secret.Bytes;
import tv.natomultimedia.account.secret.KeyedHash;
import tv.natomultimedia.account.secret.KeyedHash.Purpose;

/**
 * Tokens of clients on which an account has logged in before: account, client, time, proof. Nothing
 * is kept of them.
 */
@ApplicationScoped
class ClientTokens {

    private static final int STATEMENT = 16 + 16 + Long.BYTES;
    private static final int PROOF = 32;

    private final KeyedHash keyedHash;
    private final SessionRules rules;
    private final Clock clock;

    ClientTokens(KeyedHash keyedHash, SessionRules rules, Clock clock) {
        this.keyedHash = keyedHash;
        this.rules = rules;
        this.clock = clock;
    }

    /** A token for a client on which the account has just logged in. */
    String issue(UUID account, UUID client) {
        byte[] statement =
                ByteBuffer.allocate(STATEMENT)
                        .put(Bytes.of(account))
                        .put(Bytes.of(client))
                        .putLong(clock.instant().getEpochSecond())
                        .array();
        return Bytes.base64Url(
                ByteBuffer.allocate(STATEMENT + PROOF)
                        .put(statement)
                        .put(keyedHash.of(Purpose.CLIENT, statement))
                        .array());
    }

    /**
     * The client that a token names, if the token is genuine, the account's and not too old.
     *
     * @param account null when there is none; the same work is done
     */
    Optional<UUID> client(String token, UUID account) {
        byte[] bytes = decoded(token);
        if (bytes.length != STATEMENT + PROOF) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte[] statement = new byte[STATEMENT];
        byte[] proof = new byte[PROOF];
        buffer.get(statement).get(proof);
        if (!Bytes.same(proof, keyedHash.of(Purpose.CLIENT, statement))) {
            return Optional.empty();
        }
        ByteBuffer fields = ByteBuffer.wrap(statement);
        UUID owner = new UUID(fields.getLong(), fields.getLong());
        UUID client = new UUID(fields.getLong(), fields.getLong());
        Instant issued = Instant.ofEpochSecond(fields.getLong());
        return owner.equals(account) && issued.plus(rules.knownClient()).isAfter(clock.instant())
                ? Optional.of(client)
                : Optional.empty();
    }

    private static byte[] decoded(String token) {
        try {
            return token == null ? new byte[0] : Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
