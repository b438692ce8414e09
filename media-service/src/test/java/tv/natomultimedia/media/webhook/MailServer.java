package tv.natomultimedia.media.webhook;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tv.natomultimedia.media.Soon;

/** A real SMTP server. */
public class MailServer implements QuarkusTestResourceLifecycleManager {

    private static GreenMail greenMail;

    @Override
    public Map<String, String> start() {
        greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        greenMail.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        greenMail.start();
        return Map.of(
                "smtp.port",
                String.valueOf(greenMail.getSmtp().getPort()),
                "smtp.host",
                "127.0.0.1");
    }

    @Override
    public void stop() {
        greenMail.stop();
    }

    /** The text of the one mail to an address, waited for. */
    static String awaitText(String address) throws MessagingException, IOException {
        return Soon.await(Duration.ofSeconds(20), () -> to(address), mails -> !mails.isEmpty())
                .getFirst()
                .getContent()
                .toString();
    }

    static List<MimeMessage> to(String address) {
        return Arrays.stream(greenMail.getReceivedMessages())
                .filter(mail -> isTo(mail, address))
                .toList();
    }

    private static boolean isTo(MimeMessage mail, String address) {
        try {
            return mail.getRecipients(RecipientType.TO)[0].toString().equals(address);
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
