package tv.natomultimedia.account.mail;

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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class RelayTest {

    /** Far more than any of the relays below is given, and far less than for ever. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Outbox.Claimed MAIL = mail("ada@example.org", "Subject");

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
        assertEquals("MailConnectException", refusal(port, RelayRules.Encryption.NONE, MAIL));
    }

    @Test
    void nothingIsSentInClearWhenTheRelayOffersNoEncryptionAndItIsRequired() throws IOException {
        try (StubbornRelay clear = new StubbornRelay(0, "nobody")) {
            assertEquals(
                    "MessagingException",
                    refusal(clear.port(), RelayRules.Encryption.STARTTLS, MAIL));
            assertEquals(0, clear.taken().size());
        }
    }

    @Test
    void noHeaderAndNoCommandCanBeBrokenOutOf() throws IOException {
        try (StubbornRelay relay = new StubbornRelay(0, "nobody")) {
            for (Outbox.Claimed evil :
                    new Outbox.Claimed[] {
                        mail("ada@example.org", "Subject\r\nBcc: eve@example.org"),
                        mail("ada@example.org", "Subject\nBcc: eve@example.org"),
                        mail("ada@example.org>\r\nRCPT TO:<eve@example.org", "Subject"),
                        mail("ada@example.org\r\nBcc: eve@example.org", "Subject"),
                        mail("ada@example.org, eve@example.org", "Subject")
                    }) {
                String refusal = refusal(relay.port(), RelayRules.Encryption.NONE, evil);
                assertEquals(true, refusal.matches("(Messaging|Address)Exception"), refusal);
            }
            assertEquals(0, relay.taken().size());
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
                return refusal(server.getLocalPort(), RelayRules.Encryption.NONE, MAIL);
            } finally {
                LockSupport.unpark(relay);
            }
        }
    }

    private static String refusal(int port, RelayRules.Encryption encryption, Outbox.Claimed mail) {
        Relay relay = new Relay(rules(port, encryption), new Patience());
        return assertTimeoutPreemptively(
                LIMIT,
                () ->
                        assertThrows(
                                        Relay.NotTaken.class,
                                        () -> relay.take(session -> written(session, mail)))
                                .getMessage());
    }

    private static MimeMessage written(Session session, Outbox.Claimed mail)
            throws MessagingException {
        return Mime.of(session, mail, "NATO Multimedia <no-reply@example.org>");
    }

    private static Outbox.Claimed mail(String to, String subject) {
        return new Outbox.Claimed(
                UUID.randomUUID(),
                1,
                Instant.parse("2026-11-24T22:50:00Z"),
                new Outbox.Content(to, "en", subject, "text\n", "<p>text</p>\n"));
    }

    private static RelayRules rules(int port, RelayRules.Encryption encryption) {
        return new RelayRules() {
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
                return encryption;
            }
        };
    }

    /** Half a second for a mail. */
    private record Patience() implements MailRules {

        @Override
        public String from() {
            return "no-reply@example.org";
        }

        @Override
        public Duration timeout() {
            return Duration.ofMillis(500);
        }

        @Override
        public Duration longestPause() {
            return Duration.ofSeconds(15);
        }

        @Override
        public Duration noticesUsefulFor() {
            return Duration.ofDays(3);
        }

        @Override
        public int parallel() {
            return 8;
        }

        @Override
        public Duration tick() {
            return Duration.ofSeconds(1);
        }
    }
}
