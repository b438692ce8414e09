package tv.natomultimedia.gateway.suite;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mail that has arrived, read over the HTTP API of the mail server. */
final class Mailbox {

    /** A mail is promised within five seconds; a test gives up after three times that. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Pattern CODE =
            Pattern.compile(
                    "(?<![0-9A-Za-z-])([0-9]{6}|[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2})(?![0-9A-Za-z-])");

    private final String url;

    Mailbox(String url) {
        this.url = url;
    }

    /** One mail: its header fields and its plain text. */
    record Mail(MimeMessage message, String text, String html) {

        String header(String name) {
            try {
                String[] values = message.getHeader(name);
                return values == null ? null : values[0].replaceAll("\\r?\\n[ \\t]+", " ");
            } catch (MessagingException failure) {
                throw new IllegalStateException(failure);
            }
        }

        String subject() {
            try {
                return message.getSubject();
            } catch (MessagingException failure) {
                throw new IllegalStateException(failure);
            }
        }

        /** The six digits that the mail is about. */
        String code() {
            Matcher matcher = CODE.matcher(text);
            if (!matcher.find()) {
                throw new AssertionError("no code in:\n" + text);
            }
            return matcher.group();
        }
    }

    /** Waits for the given number of mails to an address and returns the last. */
    Mail await(String address, int count) {
        return awaitThat(address, count + " mails", mails -> mails.size() >= count);
    }

    /** Waits for a mail with the given header field and returns it. */
    Mail awaitWithHeader(String address, String header) {
        return awaitThat(
                address,
                "a mail with " + header,
                mails -> !mails.isEmpty() && mails.getLast().header(header) != null);
    }

    private Mail awaitThat(String address, String wanted, Predicate<List<Mail>> enough) {
        Instant deadline = Instant.now().plus(PATIENCE);
        List<Mail> mails = mails(address);
        while (!enough.test(mails)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError(
                        wanted + " to " + address + " did not arrive, but " + mails.size());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            mails = mails(address);
        }
        return mails.getLast();
    }

    /** All mails to an address, oldest first; none for an address that never received one. */
    List<Mail> mails(String address) {
        Response answer = RestAssured.given().get(url + "/api/user/{address}/messages", address);
        if (answer.statusCode() != 200) {
            return List.of();
        }
        List<Map<String, String>> messages = answer.jsonPath().getList("$");
        return messages.stream().map(message -> parsed(message.get("mimeMessage"))).toList();
    }

    private static Mail parsed(String source) {
        try {
            MimeMessage message =
                    new MimeMessage(
                            Session.getInstance(new Properties()),
                            new ByteArrayInputStream(source.getBytes(StandardCharsets.UTF_8)));
            return new Mail(message, part(message, "text/plain"), part(message, "text/html"));
        } catch (MessagingException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return (String) part.getContent();
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart child = parts.getBodyPart(i);
                String found = part(child, type);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
