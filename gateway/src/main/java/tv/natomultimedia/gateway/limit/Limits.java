package tv.natomultimedia.gateway.limit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Counts requests by client network and policy. A request is charged to every policy that applies
 * to it; a policy that is spent refuses it and the ones after it are not charged.
 */
@Singleton
public class Limits {

    private final Map<String, Bandwidth> bandwidths = new LinkedHashMap<>();
    private final Map<String, String> announcements = new LinkedHashMap<>();
    private final Map<Key, Bucket> buckets;
    private final TimeMeter clock;

    @Inject
    Limits(LimitSettings settings) {
        this(settings, TimeMeter.SYSTEM_NANOTIME);
    }

    Limits(LimitSettings settings, TimeMeter clock) {
        this.clock = clock;
        this.buckets = Collections.synchronizedMap(new Remembered(settings.clients()));
        settings.policies().forEach(this::define);
    }

    private void define(String name, LimitSettings.Policy policy) {
        Duration window = policy.window();
        bandwidths.put(
                name,
                Bandwidth.builder()
                        .capacity(policy.quota())
                        .refillGreedy(policy.quota(), window)
                        .build());
        announcements.put(
                name, "\"%s\";q=%d;w=%d".formatted(name, policy.quota(), window.toSeconds()));
    }

    /**
     * Counts a request.
     *
     * @param address the client's IP address
     * @param policies the names of the policies that apply
     */
    public Verdict count(String address, List<String> policies) {
        String client = ClientKey.of(address);
        StringBuilder remaining = new StringBuilder();
        StringBuilder announced = new StringBuilder();
        long wait = -1;
        for (String policy : policies) {
            Bandwidth bandwidth = bandwidths.get(policy);
            if (bandwidth == null) {
                continue;
            }
            append(announced, announcements.get(policy));
            if (wait >= 0) {
                continue;
            }
            ConsumptionProbe probe =
                    bucket(new Key(policy, client), bandwidth).tryConsumeAndReturnRemaining(1);
            append(
                    remaining,
                    "\"%s\";r=%d;t=%d"
                            .formatted(
                                    policy,
                                    probe.getRemainingTokens(),
                                    seconds(probe.getNanosToWaitForReset())));
            if (!probe.isConsumed()) {
                wait = Math.max(1, seconds(probe.getNanosToWaitForRefill()));
            }
        }
        return new Verdict(wait < 0, wait, remaining.toString(), announced.toString());
    }

    /** How many clients are remembered, over all policies. */
    int remembered() {
        return buckets.size();
    }

    private Bucket bucket(Key key, Bandwidth bandwidth) {
        return buckets.computeIfAbsent(
                key,
                absent ->
                        Bucket.builder()
                                .addLimit(bandwidth)
                                .withCustomTimePrecision(clock)
                                .build());
    }

    private static void append(StringBuilder list, String item) {
        list.append(list.isEmpty() ? "" : ", ").append(item);
    }

    private static long seconds(long nanos) {
        return (nanos + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1);
    }

    private record Key(String policy, String client) {}

    /** Forgets those that came longest ago once there are too many. */
    private static final class Remembered extends LinkedHashMap<Key, Bucket> {

        private static final long serialVersionUID = 1L;
        private static final float LOAD = 0.75f;

        private final int most;

        Remembered(int most) {
            super(16, LOAD, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Bucket> eldest) {
            return size() > most;
        }
    }
}
