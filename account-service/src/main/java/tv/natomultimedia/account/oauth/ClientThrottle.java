package tv.natomultimedia.account.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tv.natomultimedia.account.oauth.OAuthError.Refusal;
import tv.natomultimedia.account.secret.Bytes;

/**
 * Makes those wait who fail to prove that they are a client, whether or not there is such a client:
 * by client and network, by network, and by client. Who has proved itself from a network is not
 * made to wait there for the failures of others, so that a stranger locks nobody out. Counted in
 * this replica only and for a bounded number of subjects: secrets of 256 bits are not guessed, what
 * is held off is the load and the noise.
 */
@ApplicationScoped
class ClientThrottle {

    private static final int MOST = 10_000;
    private static final int DOUBLINGS = 20;

    private final ClientThrottleRules rules;
    private final Clock clock;
    private final Map<ByteBuffer, Failures> ofClientFromNetwork = new LeastRecentlyUsed<>();
    private final Map<ByteBuffer, Failures> fromNetwork = new LeastRecentlyUsed<>();
    private final Map<ByteBuffer, Failures> ofClient = new LeastRecentlyUsed<>();
    private final Map<ByteBuffer, Boolean> proved = new LeastRecentlyUsed<>();

    ClientThrottle(ClientThrottleRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    private record Failures(int count, Instant last) {}

    /** Refuses whoever has to wait, before a secret is looked at. */
    synchronized void require(String clientId, String network) throws Refusal {
        Instant now = clock.instant();
        ByteBuffer pair = key(clientId, network);
        Duration wait =
                wait(ofClientFromNetwork.get(pair), rules.failuresOfClientFromNetwork(), now);
        if (!proved.containsKey(pair)) {
            wait =
                    longer(
                            wait,
                            wait(fromNetwork.get(key(network)), rules.failuresFromNetwork(), now));
            wait = longer(wait, wait(ofClient.get(key(clientId)), rules.failuresOfClient(), now));
        }
        if (wait.isPositive()) {
            throw Refusal.tooManyFailures(wait);
        }
    }

    /** The secret was wrong, or there is no such client. */
    synchronized void failed(String clientId, String network) {
        Instant now = clock.instant();
        count(ofClientFromNetwork, key(clientId, network), now);
        count(fromNetwork, key(network), now);
        count(ofClient, key(clientId), now);
    }

    /** The client has proved who it is. */
    synchronized void succeeded(String clientId, String network) {
        ByteBuffer pair = key(clientId, network);
        ofClientFromNetwork.remove(pair);
        proved.put(pair, Boolean.TRUE);
    }

    private void count(Map<ByteBuffer, Failures> failures, ByteBuffer subject, Instant now) {
        failures.merge(
                subject,
                new Failures(1, now),
                (before, one) ->
                        isForgotten(before, now) ? one : new Failures(before.count() + 1, now));
    }

    /** How long from now on, after so many failures, of which some are free. */
    private Duration wait(Failures failures, int free, Instant now) {
        if (failures == null || failures.count() < free || isForgotten(failures, now)) {
            return Duration.ZERO;
        }
        Duration pause = Duration.ofSeconds(1L << Math.min(failures.count() - free, DOUBLINGS));
        return Duration.between(now, failures.last().plus(shorter(pause, rules.longestWait())));
    }

    private boolean isForgotten(Failures failures, Instant now) {
        return failures.last().plus(rules.memory()).isBefore(now);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** A hash, so that long names take no more memory than short ones. */
    private static ByteBuffer key(String... parts) {
        return ByteBuffer.wrap(Bytes.sha256(Bytes.of(String.join("\n", parts))));
    }

    private static final class LeastRecentlyUsed<V> extends LinkedHashMap<ByteBuffer, V> {

        private static final long serialVersionUID = 1L;

        private LeastRecentlyUsed() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, V> eldest) {
            return size() > MOST;
        }
    }
}
