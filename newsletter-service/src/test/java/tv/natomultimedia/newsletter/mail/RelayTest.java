package tv.natomultimedia.newsletter.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class RelayTest {

    /** Far more than any of the relays below is given, and far less than for ever. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Outbox.Due MAIL = mail("ada@example.org", "Subject");

    /** What a relay that does not work does with a connection. */
    private interface Behaviour {
        void with(Socket line) throws IOException;
    }

    @Test
    void aRelayThatNeverGreetsIsGivenUp() throws IOException {
        // The line is given up by its own time-out or, at the same moment, by that of the mail.
        String refusal =
                refusalBy(
                        line -> {
                            while (line.getInputStream().read() >= 0) {
                                continue;
                            }
                        });
        assertEquals(true, refusal.matches("(Timeout|Messaging)Exception"), refusal);
    }

    @Test
    void aRelayThatHangsUpBeforeItGreetsIsGivenUpAtOnce() throws IOException {
        assertEquals("MessagingException", refusalBy(Socket::close));
    }

    @Test
    void aRelayThatGoesOnTalkingIsGivenUp() throws IOException {
        assertEquals(
                "TimeoutException",
                refusalBy(
                        line -> {
                            OutputStream out = line.getOutputStream();
                            while (true) {
                                out.write("220-wait\r\n".getBytes(UTF_8));
                                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                            }
                        }));
    }

    @Test
    void aRelayThatIsNotThereIsGivenUpAtOnce() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0)) {
            port = gone.getLocalPort();
        }
        assertEquals("MailConnectException", refusal(port, MAIL));
    }

    @Test
    void noHeaderAndNoCommandCanBeBrokenOutOf() {
        for (Outbox.Due evil :
                new Outbox.Due[] {
                    mail("ada@example.org", "Subject\r\nBcc: eve@example.org"),
                    mail("ada@example.org>\r\nRCPT TO:<eve@example.org", "Subject"),
                    mail("ada@example.org, eve@example.org", "Subject")
                }) {
            assertThrows(MessagingException.class, () -> written(null, evil));
        }
    }

    private static String refusalBy(Behaviour behaviour) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread relay =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try (Socket line = server.accept()) {
                                            behaviour.with(line);
                                        } catch (IOException hungUp) {
                                            throw new UncheckedIOException(hungUp);
                                        }
                                    });
            relay.setUncaughtExceptionHandler((thread, hungUp) -> {});
            try {
                return refusal(server.getLocalPort(), MAIL);
            } finally {
                LockSupport.unpark(relay);
            }
        }
    }

    private static String refusal(int port, Outbox.Due mail) {
        Relay relay = new Relay(settings(port), new Patience());
        return assertTimeoutPreemptively(
                LIMIT,
                () ->
                        assertThrows(
                                        Relay.NotTaken.class,
                                        () -> relay.take(session -> written(session, mail)))
                                .getMessage());
    }

    private static MimeMessage written(Session session, Outbox.Due mail) throws MessagingException {
        return Mime.of(session, mail, "NATO Multimedia <no-reply@example.org>", "example.org");
    }

    private static Outbox.Due mail(String to, String subject) {
        return new Outbox.Due(
                UUID.randomUUID(),
                Instant.parse("2026-11-24T22:50:00Z"),
                new Message(to, subject, "text\n", "<p>text</p>\n", Map.of()));
    }

    private static RelaySettings settings(int port) {
        return new RelaySettings() {
            @Override
            public String host() {
                return "127.0.0.1";
            }

            @Override
            public int port() {
                return port;
            }

            @Override
            public Optional<String> username() {
                return Optional.empty();
            }

            @Override
            public Optional<String> password() {
                return Optional.empty();
            }

            @Override
            public Encryption encryption() {
                return Encryption.NONE;
            }
        };
    }

    /** Half a second for a mail. */
    private record Patience() implements OutboxSettings {

        @Override
        public String every() {
            return "1s";
        }

        @Override
        public String from() {
            return "no-reply@example.org";
        }

        @Override
        public int batch() {
            return 10;
        }

        @Override
        public Duration timeout() {
            return Duration.ofMillis(500);
        }

        @Override
        public Duration lease() {
            return Duration.ofMinutes(2);
        }

        @Override
        public Duration firstPause() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration longestPause() {
            return Duration.ofMinutes(5);
        }
    }
}
