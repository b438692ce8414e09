package tv.natomultimedia.gateway.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bucket4j.TimeMeter;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static final List<String> ALL = List.of("client", "credentials");
    private static final List<String> CLIENT = List.of("client");

    private final AtomicLong nanos = new AtomicLong();
    private final Limits limits = limits(1000);

    @Test
    void whatIsLeftIsToldAsTheDraftSays() {
        Verdict verdict = limits.count("192.0.2.1", CLIENT);
        assertTrue(verdict.allowed());
        assertEquals("\"client\";r=9;t=6", verdict.rateLimit());
        assertEquals("\"client\";q=10;w=60", verdict.rateLimitPolicy());
    }

    @Test
    void theStricterPolicyRefusesFirstAndSaysWhenToComeBack() {
        assertTrue(limits.count("192.0.2.1", ALL).allowed());
        assertTrue(limits.count("192.0.2.1", ALL).allowed());
        Verdict refused = limits.count("192.0.2.1", ALL);
        assertFalse(refused.allowed());
        assertEquals(30, refused.retryAfterSeconds());
        assertTrue(refused.rateLimit().contains("\"credentials\";r=0;t=60"), refused.rateLimit());
        assertTrue(limits.count("192.0.2.1", CLIENT).allowed());
    }

    @Test
    void theQuotaGrowsBack() {
        for (int i = 0; i < 10; i++) {
            assertTrue(limits.count("192.0.2.1", CLIENT).allowed());
        }
        assertFalse(limits.count("192.0.2.1", CLIENT).allowed());
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        assertTrue(limits.count("192.0.2.1", CLIENT).allowed());
        assertFalse(limits.count("192.0.2.1", CLIENT).allowed());
    }

    @Test
    void clientsDoNotUseUpEachOthersQuota() {
        for (int i = 0; i < 10; i++) {
            limits.count("192.0.2.1", CLIENT);
        }
        assertFalse(limits.count("192.0.2.1", CLIENT).allowed());
        assertTrue(limits.count("192.0.2.2", CLIENT).allowed());
    }

    @Test
    void anIpv6NetworkOf64BitsIsOneClient() {
        for (int i = 0; i < 10; i++) {
            limits.count("2001:db8:1:2::" + Integer.toHexString(i + 1), CLIENT);
        }
        assertFalse(limits.count("2001:db8:1:2:ffff::1", CLIENT).allowed());
        assertTrue(limits.count("2001:db8:1:3::1", CLIENT).allowed());
    }

    @Test
    void oneMemoryHoldsOnlySoManyClients() {
        Limits small = limits(100);
        for (int i = 0; i < 5000; i++) {
            small.count("10.0." + i / 250 + "." + i % 250, CLIENT);
        }
        assertEquals(100, small.remembered());
    }

    private Limits limits(int clients) {
        Map<String, LimitSettings.Policy> policies = new LinkedHashMap<>();
        policies.put("client", new OnePolicy(10, Duration.ofSeconds(60)));
        policies.put("credentials", new OnePolicy(2, Duration.ofSeconds(60)));
        return new Limits(new Settings(policies, clients), new Hand(nanos));
    }

    private record OnePolicy(int quota, Duration window) implements LimitSettings.Policy {}

    private record Settings(Map<String, LimitSettings.Policy> policies, int clients)
            implements LimitSettings {

        @Override
        public Size size() {
            return new Sizes();
        }
    }

    private record Sizes() implements LimitSettings.Size {

        @Override
        public int target() {
            return 1;
        }

        @Override
        public int headers() {
            return 1;
        }

        @Override
        public MemorySize body() {
            return new MemorySize(BigInteger.ONE);
        }

        @Override
        public MemorySize upload() {
            return new MemorySize(BigInteger.ONE);
        }
    }

    private record Hand(AtomicLong nanos) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
