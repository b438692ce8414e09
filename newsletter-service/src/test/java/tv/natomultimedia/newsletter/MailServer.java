package tv.natomultimedia.newsletter;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real SMTP server in this process; tests take their mails from it by recipient. */
public class MailServer implements QuarkusTestResourceLifecycleManager {

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Pattern CODE =
            Pattern.compile("(?m)^(?:Your code|Votre code ): (\\d{6})$");

    private GreenMail server;
    private int port;

    @Override
    public Map<String, String> start() {
        startAt(0);
        port = server.getSmtp().getPort();
        return Map.of("smtp.host", "127.0.0.1", "smtp.port", String.valueOf(port));
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(MailServer.class));
    }

    /** Comes back where it was before {@link #stop}; what it held is gone. */
    public void restart() {
        startAt(port);
    }

    private void startAt(int chosen) {
        ServerSetup setup = new ServerSetup(chosen, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(10_000);
        server = new GreenMail(setup);
        server.start();
    }

    /** All mails to an address so far. */
    public List<Mail> to(String address) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(message -> isTo(message, address))
                .map(Mail::new)
                .toList();
    }

    /** Waits until that many mails to an address have come, and returns the last. */
    public Mail await(String address, int count) {
        List<Mail> mails = Soon.await(PATIENCE, () -> to(address), all -> all.size() >= count);
        if (mails.size() != count) {
            throw new AssertionError("expected " + count + " mails, but there are " + mails.size());
        }
        return mails.getLast();
    }

    private static boolean isTo(MimeMessage message, String address) {
        try {
            return Arrays.stream(message.getRecipients(Message.RecipientType.TO))
                    .anyMatch(recipient -> recipient.toString().equals(address));
        } catch (MessagingException broken) {
            throw new AssertionError(broken);
        }
    }

    /** A mail as it arrived. */
    public record Mail(MimeMessage message) {

        /** A header field, unfolded; fails unless there is exactly one. */
        public String header(String name) {
            try {
                String[] values = message.getHeader(name);
                if (values == null || values.length != 1) {
                    throw new AssertionError(name + ": " + Arrays.toString(values));
                }
                return values[0].replaceAll("\r?\n[ \t]+", " ");
            } catch (MessagingException broken) {
                throw new AssertionError(broken);
            }
        }

        public String subject() {
            try {
                return message.getSubject();
            } catch (MessagingException broken) {
                throw new AssertionError(broken);
            }
        }

        public String text() {
            return part(message, "text/plain");
        }

        public String html() {
            return part(message, "text/html");
        }

        /** The code in it. */
        public String code() {
            Matcher code = CODE.matcher(text());
            if (!code.find()) {
                throw new AssertionError("no code");
            }
            return code.group(1);
        }

        /** The path of the one-click URL. */
        public String oneClickPath() {
            String field = header("List-Unsubscribe");
            return field.replaceFirst(
                    "^<http://localhost:8080(/v1/newsletter/unsubscribe/[A-Za-z0-9_-]+)>$", "$1");
        }

        /** The token of the preference link. */
        public String preferencesToken() {
            Matcher link = Pattern.compile("/portal/preferences/([A-Za-z0-9_-]+)").matcher(text());
            if (!link.find()) {
                throw new AssertionError("no preference link");
            }
            return link.group(1);
        }

        private static String part(jakarta.mail.Part part, String mediaType) {
            try {
                if (part.isMimeType(mediaType)) {
                    return ((String) part.getContent()).replace("\r\n", "\n");
                }
                if (part.getContent() instanceof MimeMultipart parts) {
                    for (int i = 0; i < parts.getCount(); i++) {
                        String found = part(parts.getBodyPart(i), mediaType);
                        if (found != null) {
                            return found;
                        }
                    }
                }
                return null;
            } catch (MessagingException | IOException broken) {
                throw new AssertionError(broken);
            }
        }
    }
}
