package tv.natomultimedia.media.caller;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens whose signature has been verified already, by their hash: verifying ES256 costs a third of
 * a millisecond, and a player asks for many ranges with one token. Forgotten when they expire, when
 * their issuer's keys change and, the longest unused first, when there are too many. Whether they
 * were revoked has to be asked each time.
 */
@ApplicationScoped
class VerifiedTokens {

    private static final int MOST = 2_000;

    private final Map<ByteBuffer, Verified> byHash = new LeastRecentlyUsed();

    Optional<VerifiedToken> find(String token, Instant now) {
        ByteBuffer hash = hash(token);
        synchronized (byHash) {
            Verified verified = byHash.get(hash);
            if (verified == null) {
                return Optional.empty();
            }
            if (!verified.holdsAt(now)) {
                byHash.remove(hash);
                return Optional.empty();
            }
            return Optional.of(verified.token);
        }
    }

    /** Remembers a token for as long as these keys are the issuer's. */
    void remember(String token, VerifiedToken verified, IssuerKeys keys) {
        Verified entry = new Verified(verified, keys, keys.generation());
        synchronized (byHash) {
            byHash.put(hash(token), entry);
        }
    }

    private static ByteBuffer hash(String token) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256")
                            .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private record Verified(VerifiedToken token, IssuerKeys keys, Object generation) {

        boolean holdsAt(Instant now) {
            return generation.equals(keys.generation()) && now.isBefore(token.expiresAt());
        }
    }

    private static final class LeastRecentlyUsed extends LinkedHashMap<ByteBuffer, Verified> {

        private static final long serialVersionUID = 1L;

        LeastRecentlyUsed() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Verified> eldest) {
            return size() > MOST;
        }
    }
}
