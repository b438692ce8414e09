package tv.natomultimedia.media.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.MovableClock;
import tv.natomultimedia.media.Soon;
import tv.natomultimedia.media.revocation.Revocations.Kind;

class RevocationFollowerTest {

    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final MovableClock clock = new MovableClock();
    private final FakeFeed feed = new FakeFeed("media-service", "secret");
    private HttpServer server;
    private Settings settings;
    private Revocations revocations;
    private RevocationFollower follower;

    @BeforeEach
    void begin() throws IOException {
        listen(0);
        settings = new Settings(100);
        follow();
    }

    @AfterEach
    void end() {
        follower.stop(new ShutdownEvent());
        server.stop(0);
    }

    @Test
    void whatEndsIsHeardOfWhileTheQuestionIsHeld() {
        awaitQuestion();
        feed.end("token", "t-1", clock.instant());
        feed.end("session", "s-1", clock.instant());
        Soon.await(DEADLINE, () -> revocations.reach(Kind.SESSION, "s-1", clock.instant()));
        assertTrue(revocations.reach(Kind.TOKEN, "t-1", clock.instant()));
        assertFalse(revocations.reach(Kind.SESSION, "s-2", clock.instant()));
        assertFalse(revocations.reach(Kind.ACCOUNT, "s-1", Instant.EPOCH));
        assertFalse(revocations.reach(Kind.SESSION, null, clock.instant()));
    }

    @Test
    void anAccountOrPartnerEndsWithWhatItGotBefore() {
        Instant ended = clock.instant();
        for (String kind : List.of("account", "partner")) {
            feed.end(kind, "x", ended);
        }
        Soon.await(DEADLINE, () -> revocations.reach(Kind.PARTNER, "x", ended.minusMillis(1)));
        for (Kind kind : List.of(Kind.ACCOUNT, Kind.PARTNER)) {
            assertTrue(revocations.reach(kind, "x", ended.minusMillis(1)));
            assertFalse(revocations.reach(kind, "x", ended));
        }
        Instant again = ended.plusSeconds(5);
        feed.end("account", "x", again);
        Soon.await(DEADLINE, () -> revocations.reach(Kind.ACCOUNT, "x", again.minusMillis(1)));
        assertFalse(revocations.reach(Kind.ACCOUNT, "x", again));
    }

    @Test
    void whatIsKnownStaysKnownWhileTheAccountServiceIsAway() {
        feed.end("session", "s-1", clock.instant());
        Soon.await(DEADLINE, () -> revocations.reach(Kind.SESSION, "s-1", clock.instant()));
        int port = server.getAddress().getPort();
        server.stop(0);
        feed.end("session", "s-2", clock.instant());
        assertTrue(revocations.reach(Kind.SESSION, "s-1", clock.instant()));
        assertFalse(revocations.reach(Kind.SESSION, "s-2", clock.instant()));
        listen(port);
        Soon.await(DEADLINE, () -> revocations.reach(Kind.SESSION, "s-2", clock.instant()));
        assertTrue(revocations.reach(Kind.SESSION, "s-1", clock.instant()));
    }

    @Test
    void whoHasToStartAgainForgetsNothing() {
        feed.end("session", "s-1", clock.instant());
        feed.end("session", "s-2", clock.instant());
        Soon.await(DEADLINE, () -> revocations.reach(Kind.SESSION, "s-2", clock.instant()));
        synchronized (feed) {
            feed.end("session", "s-3", clock.instant());
            feed.forget();
            feed.end("session", "s-4", clock.instant());
        }
        Soon.await(DEADLINE, () -> revocations.reach(Kind.SESSION, "s-4", clock.instant()));
        assertTrue(revocations.reach(Kind.SESSION, "s-1", clock.instant()));
    }

    @Test
    void oneTokenServesUntilShortlyBeforeItExpires() {
        for (int count = 1; count <= 3; count++) {
            String session = "s-" + count;
            feed.end("session", session, clock.instant());
            Soon.await(DEADLINE, () -> revocations.reach(Kind.SESSION, session, clock.instant()));
        }
        assertEquals(1, feed.tokens());
        clock.forward(Duration.ofSeconds(271));
        feed.end("session", "s-4", clock.instant());
        Soon.await(DEADLINE, () -> revocations.reach(Kind.SESSION, "s-4", clock.instant()));
        Soon.await(DEADLINE, () -> feed.tokens() == 2);
    }

    @Test
    void aTokenThatWasTakenBackIsReplaced() {
        awaitQuestion();
        feed.takeTokensBack();
        for (int count = 1; count <= 2; count++) {
            String session = "s-" + count;
            feed.end("session", session, clock.instant());
            Soon.await(DEADLINE, () -> revocations.reach(Kind.SESSION, session, clock.instant()));
        }
        assertEquals(2, feed.tokens());
    }

    @Test
    void aTokenOfAShortLifeIsUsedForHalfOfIt() {
        feed.letTokensLive(20);
        awaitQuestion();
        feed.end("session", "s-1", clock.instant());
        Soon.await(DEADLINE, () -> revocations.reach(Kind.SESSION, "s-1", clock.instant()));
        assertEquals(1, feed.tokens());
    }

    @Test
    void entriesAreForgottenWhenNothingCanBeLeftOfWhatTheyEnded() {
        feed.end("account", "old", clock.instant());
        Soon.await(DEADLINE, () -> revocations.reach(Kind.ACCOUNT, "old", Instant.EPOCH));
        clock.forward(Duration.ofHours(25).plusSeconds(1));
        feed.end("account", "new", clock.instant());
        Soon.await(DEADLINE, () -> revocations.reach(Kind.ACCOUNT, "new", Instant.EPOCH));
        Soon.await(DEADLINE, () -> !revocations.reach(Kind.ACCOUNT, "old", Instant.EPOCH));
    }

    @Test
    void aFloodOfOneKindPushesOutTheOldestOfThatKindOnly() {
        feed.end("account", "suspended", clock.instant());
        synchronized (feed) {
            for (int count = 0; count < 1_000; count++) {
                feed.end("session", "s-" + count, clock.instant());
            }
        }
        Soon.await(DEADLINE, () -> revocations.reach(Kind.SESSION, "s-999", clock.instant()));
        assertTrue(revocations.reach(Kind.SESSION, "s-900", clock.instant()));
        // The oldest go once all that came together is noted.
        Soon.await(DEADLINE, () -> !revocations.reach(Kind.SESSION, "s-899", clock.instant()));
        assertTrue(revocations.reach(Kind.ACCOUNT, "suspended", Instant.EPOCH));
    }

    @Test
    void theSameEntryReadAgainTakesNoRoom() {
        Revocations read = new Revocations(settings, clock);
        Revocation first = new Revocation(Kind.ACCOUNT, "a", clock.instant());
        Revocation second = new Revocation(Kind.ACCOUNT, "b", clock.instant());
        for (int count = 0; count < 500; count++) {
            read.note(List.of(first, second));
        }
        assertTrue(read.reach(Kind.ACCOUNT, "a", Instant.EPOCH));
        assertTrue(read.reach(Kind.ACCOUNT, "b", Instant.EPOCH));
    }

    @Test
    void anEntryOfAKindThatIsNewIsPassedOver() {
        feed.end("device", "d", clock.instant());
        feed.end("session", "s-1", clock.instant());
        Soon.await(DEADLINE, () -> revocations.reach(Kind.SESSION, "s-1", clock.instant()));
    }

    @Test
    void anAnswerThatCannotBeReadIsAskedForAgain() {
        server.removeContext("/internal/revocations");
        AtomicInteger asked = new AtomicInteger();
        server.createContext(
                "/internal/revocations",
                exchange -> {
                    String answer =
                            switch (asked.getAndIncrement()) {
                                case 0 -> "<html>";
                                case 1 -> "{}";
                                case 2 ->
                                        "{\"items\": [{\"kind\": \"session\", \"subject\": \"s\","
                                                + " \"notBefore\": \"noon\"}], \"next\": 1}";
                                case 3 ->
                                        "{\"items\": [{\"kind\": \"session\", \"subject\": \"s-1\","
                                                + " \"notBefore\": \"%s\"}], \"next\": 1}"
                                                        .formatted(clock.instant());
                                default -> "{\"items\": [], \"next\": 1}";
                            };
                    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        feed.end("session", "to-end-the-held-question", clock.instant());
        Soon.await(DEADLINE, () -> revocations.reach(Kind.SESSION, "s-1", clock.instant()));
    }

    @Test
    void aFeedThatDoesNotWaitIsNotAskedWithoutAPause() {
        Settings impatient = new Settings(100, Duration.ZERO);
        follower.stop(new ShutdownEvent());
        settings = impatient;
        int before = feed.questions();
        Instant began = Instant.now();
        follow();
        Soon.await(DEADLINE, () -> feed.questions() >= before + 4);
        Duration took = Duration.between(began, Instant.now());
        assertTrue(took.compareTo(Duration.ofMillis(1_400)) > 0, took.toString());
    }

    @Test
    void stoppingDoesNotWaitForAnAnswer() {
        awaitQuestion();
        Instant began = Instant.now();
        follower.stop(new ShutdownEvent());
        assertTrue(Duration.between(began, Instant.now()).compareTo(settings.longPoll()) < 0);
        int asked = feed.questions();
        feed.end("session", "s-1", clock.instant());
        assertFalse(revocations.reach(Kind.SESSION, "s-1", clock.instant()));
        assertEquals(asked, feed.questions());
    }

    private void follow() {
        URI account = URI.create("http://localhost:" + server.getAddress().getPort());
        ObjectMapper json = new ObjectMapper();
        revocations = new Revocations(settings, clock);
        follower =
                new RevocationFollower(
                        new RevocationFeed(
                                account,
                                new ServiceToken(account, settings, json, clock),
                                settings,
                                json),
                        revocations,
                        settings);
        follower.start(new StartupEvent());
    }

    private void listen(int port) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        feed.serveAt(server);
        server.start();
    }

    private void awaitQuestion() {
        Soon.await(DEADLINE, () -> feed.questions() > 0);
    }

    /** As documented at {@link RevocationSettings}, with less room. */
    private record Settings(int entries, Duration longPoll) implements RevocationSettings {

        Settings(int entries) {
            this(entries, Duration.ofSeconds(10));
        }

        @Override
        public String clientId() {
            return "media-service";
        }

        @Override
        public String clientSecret() {
            return "secret";
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(3);
        }

        @Override
        public Duration longestPause() {
            return Duration.ofSeconds(3);
        }

        @Override
        public Duration retention() {
            return Duration.ofHours(25);
        }
    }
}
