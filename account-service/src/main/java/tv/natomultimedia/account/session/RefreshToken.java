package tv.natomultimedia.account.session;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.account.secret.Bytes;
import tv.natomultimedia.account.secret.KeyedHash;
import tv.natomultimedia.account.secret.KeyedHash.Purpose;

/**
 * A refresh token: its family, its place in it, a secret, and a proof that it was issued here. The
 * proof tells an old token from an invented one without keeping the old ones; the secret of each
 * follows from its parent's, so that a replay can be answered without keeping the answer.
 */
record RefreshToken(UUID family, int counter, byte[] secret, byte[] proof) {

    private static final int SECRET_BYTES = 32;
    private static final int PROOF_BYTES = 16;
    private static final int LENGTH = 16 + Integer.BYTES + SECRET_BYTES + PROOF_BYTES;

    /** The first token of a family. */
    static RefreshToken first(UUID family, KeyedHash keyedHash) {
        return of(family, 1, Bytes.random(SECRET_BYTES), keyedHash);
    }

    /** The one token that follows this one. */
    RefreshToken successor(KeyedHash keyedHash) {
        int next = counter + 1;
        byte[] following =
                keyedHash.of(
                        Purpose.REFRESH_SUCCESSOR, secret, Bytes.of(family), Bytes.of((long) next));
        return of(family, next, following, keyedHash);
    }

    /** Reads a token; empty when the text has not the form of one. */
    static Optional<RefreshToken> parse(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != LENGTH) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        UUID family = new UUID(buffer.getLong(), buffer.getLong());
        int counter = buffer.getInt();
        int secretAt = buffer.position();
        return Optional.of(
                new RefreshToken(
                        family,
                        counter,
                        Arrays.copyOfRange(bytes, secretAt, secretAt + SECRET_BYTES),
                        Arrays.copyOfRange(bytes, secretAt + SECRET_BYTES, LENGTH)));
    }

    /** Whether it was issued here, under the present key. */
    boolean isAuthentic(KeyedHash keyedHash) {
        return Bytes.same(proof, proof(family, counter, secret, keyedHash));
    }

    /** What is kept of it. */
    byte[] hash() {
        return Bytes.sha256(bytes());
    }

    /** The token as clients hold it. */
    String text() {
        return Bytes.base64Url(bytes());
    }

    @Override
    public String toString() {
        return "RefreshToken";
    }

    private byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .put(Bytes.of(family))
                .putInt(counter)
                .put(secret)
                .put(proof)
                .array();
    }

    private static RefreshToken of(UUID family, int counter, byte[] secret, KeyedHash keyedHash) {
        return new RefreshToken(family, counter, secret, proof(family, counter, secret, keyedHash));
    }

    private static byte[] proof(UUID family, int counter, byte[] secret, KeyedHash keyedHash) {
        return Arrays.copyOf(
                keyedHash.of(
                        Purpose.REFRESH_PROOF, Bytes.of(family), Bytes.of((long) counter), secret),
                PROOF_BYTES);
    }
}
