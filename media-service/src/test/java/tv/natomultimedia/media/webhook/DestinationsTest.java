package tv.natomultimedia.media.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DestinationsTest {

    private final Destinations strict = new Destinations(new Settings(false, List.of()));

    @Test
    void whatIsNotPublicIsNotCalled() throws UnknownHostException {
        for (String address :
                List.of(
                        "0.0.0.0",
                        "0.1.2.3",
                        "10.1.2.3",
                        "100.64.0.1",
                        "100.127.255.255",
                        "127.0.0.1",
                        "127.255.255.254",
                        "169.254.169.254",
                        "172.16.0.1",
                        "172.31.255.255",
                        "192.0.0.8",
                        "192.0.2.1",
                        "192.88.99.1",
                        "192.168.1.1",
                        "198.18.0.1",
                        "198.19.255.255",
                        "198.51.100.1",
                        "203.0.113.1",
                        "224.0.0.1",
                        "240.0.0.1",
                        "255.255.255.255",
                        "::",
                        "::1",
                        "::127.0.0.1",
                        "::ffff:127.0.0.1",
                        "::ffff:10.0.0.1",
                        "::ffff:0:10.0.0.1",
                        "64:ff9b::10.0.0.1",
                        "64:ff9b::8.8.8.8",
                        "64:ff9b:1::1",
                        "100::1",
                        "2001::1",
                        "2001:10::1",
                        "2001:db8::1",
                        "2002:a00:1::1",
                        "3fff::1",
                        "5f00::1",
                        "fc00::1",
                        "fd12:3456::1",
                        "fe80::1",
                        "fec0::1",
                        "ff02::1")) {
            assertFalse(Networks.isPublic(InetAddress.getByName(address)), address);
            assertTrue(strict.resolve(address).isEmpty(), address);
        }
    }

    @Test
    void whatIsPublicIsCalled() throws UnknownHostException {
        for (String address :
                List.of(
                        "1.1.1.1",
                        "9.255.255.255",
                        "11.0.0.0",
                        "100.63.255.255",
                        "100.128.0.0",
                        "172.15.255.255",
                        "172.32.0.0",
                        "192.167.255.255",
                        "223.255.255.255",
                        "2606:4700::1111",
                        "2a00:1450::1")) {
            assertTrue(Networks.isPublic(InetAddress.getByName(address)), address);
            assertEquals(
                    Optional.of(InetAddress.getByName(address)), strict.resolve(address), address);
        }
    }

    @Test
    void namesAreJudgedByWhatTheyMean() {
        assertTrue(strict.resolve("localhost").isEmpty());
        assertTrue(strict.resolve("no-such-name.invalid").isEmpty());
        assertTrue(strict.resolve("0x7f.1").isEmpty());
        assertTrue(strict.resolve("2130706433").isEmpty());
        assertTrue(
                new Destinations(new Settings(false, List.of("127.0.0.0/8", "::1/128")))
                        .resolve("localhost")
                        .isPresent());
    }

    @Test
    void onlyHttpsUnlessItIsAllowedOtherwise() {
        assertEquals(Optional.of("not-https"), strict.fault("http://example.org/"));
        assertEquals(Optional.empty(), strict.fault("https://example.org/a?b=c"));
        assertEquals(Optional.empty(), strict.fault("HTTPS://example.org:8443/"));
        Destinations lax = new Destinations(new Settings(true, List.of("10.0.0.0/8")));
        assertEquals(Optional.empty(), lax.fault("http://10.9.8.7/"));
        assertEquals(Optional.of("address-not-allowed"), lax.fault("http://192.168.0.1/"));
    }

    /** Only what concerns destinations differs from the defaults. */
    record Settings(boolean plainHttpAllowed, List<String> networks) implements WebhookSettings {

        @Override
        public int perOwner() {
            return 10;
        }

        @Override
        public List<Duration> pauses() {
            return List.of();
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(15);
        }

        @Override
        public int parallel() {
            return 64;
        }

        @Override
        public int parallelPerWebhook() {
            return 4;
        }

        @Override
        public Duration previousSecretLifetime() {
            return Duration.ofDays(1);
        }

        @Override
        public Duration logKept() {
            return Duration.ofDays(30);
        }

        @Override
        public Optional<List<String>> allowedNetworks() {
            return Optional.of(networks);
        }

        @Override
        public Duration tick() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration noticeTick() {
            return Duration.ofSeconds(10);
        }

        @Override
        public String noticesFrom() {
            return "no-reply@localhost.localdomain";
        }
    }
}
