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
 * the issuer's keys change and, the longest unused first, when there are too many.
 */
@ApplicationScoped
class VerifiedTokens {

    private static final int MOST = 2_000;

    private final Map<ByteBuffer, Verified> byHash = new LeastRecentlyUsed();

    Optional<Caller> find(String token, Object generation, Instant now) {
        ByteBuffer hash = hash(token);
        synchronized (byHash) {
            Verified verified = byHash.get(hash);
            if (verified == null) {
                return Optional.empty();
            }
            if (!verified.generation.equals(generation) || !now.isBefore(verified.expiresAt)) {
                byHash.remove(hash);
                return Optional.empty();
            }
            return Optional.of(verified.caller);
        }
    }

    void remember(String token, Caller caller, Object generation, Instant expiresAt) {
        synchronized (byHash) {
            byHash.put(hash(token), new Verified(caller, generation, expiresAt));
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

    private record Verified(Caller caller, Object generation, Instant expiresAt) {}

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
