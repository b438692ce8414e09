package tv.natomultimedia.account.world;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real SMTP server, which the tests can stop and start again. */
public class MailServer implements QuarkusTestResourceLifecycleManager {

    private static final Pattern CODE =
            Pattern.compile(
                    "^ {4}(\\d{6}|[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2})$",
                    Pattern.MULTILINE);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static int port;
    private static GreenMail greenMail;

    @Override
    public Map<String, String> start() {
        port = freePort();
        up();
        return Map.of("smtp.port", String.valueOf(port), "smtp.host", "127.0.0.1");
    }

    @Override
    public void stop() {
        down();
    }

    /**
     * Waits for its port, which another that stood there may let go a moment after it has closed.
     */
    public static void up() {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                start(port);
                return;
            } catch (IllegalStateException taken) {
                if (Instant.now().isAfter(end)) {
                    throw taken;
                }
                pause();
            }
        }
    }

    private static void start(int port) {
        ServerSetup smtp = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        greenMail = new GreenMail(smtp);
        greenMail.withConfiguration(
                com.icegreen.greenmail.configuration.GreenMailConfiguration.aConfig()
                        .withDisabledAuthentication());
        greenMail.start();
    }

    /** Where it is, and where another may stand while it is down. */
    public static int port() {
        return port;
    }

    public static void down() {
        greenMail.stop();
    }

    /**
     * Every mail to an address so far, in the order of arrival. A mail that came twice, since its
     * lease ended when the clock was set forward while it was sent, is one by its Message-ID.
     */
    public static List<MimeMessage> to(String address) {
        Set<String> seen = new HashSet<>();
        return Arrays.stream(greenMail.getReceivedMessages())
                .filter(mail -> isTo(mail, address))
                .filter(mail -> seen.add(messageId(mail)))
                .toList();
    }

    /** The given number of mails to an address, waited for. */
    public static List<MimeMessage> await(String address, int number) {
        return Soon.await(PATIENCE, () -> to(address), mails -> mails.size() >= number);
    }

    /** The code in the last of so many mails to an address. */
    public static String code(String address, int number) {
        return code(await(address, number).get(number - 1));
    }

    public static String code(MimeMessage mail) {
        Matcher code = CODE.matcher(text(mail));
        if (!code.find()) {
            throw new AssertionError("there is no code in the mail");
        }
        return code.group(1);
    }

    public static boolean hasCode(MimeMessage mail) {
        return CODE.matcher(text(mail)).find();
    }

    public static String text(MimeMessage mail) {
        return part(mail, "text/plain");
    }

    public static String html(MimeMessage mail) {
        return part(mail, "text/html");
    }

    private static String part(MimeMessage mail, String type) {
        try {
            return find(mail.getContent(), type).replace("\r\n", "\n");
        } catch (MessagingException | IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String find(Object content, String type) throws MessagingException, IOException {
        if (content instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart part = parts.getBodyPart(i);
                if (part.isMimeType(type)) {
                    return (String) part.getContent();
                }
                if (part.getContent() instanceof Multipart) {
                    return find(part.getContent(), type);
                }
            }
        }
        throw new AssertionError("there is no " + type + " part");
    }

    private static boolean isTo(MimeMessage mail, String address) {
        try {
            return mail.getAllRecipients()[0].toString().equals(address);
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String messageId(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    public static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new AssertionError(none);
        }
    }
}
