package tv.natomultimedia.account.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tv.natomultimedia.account.account.EmailAddress;
import tv.natomultimedia.account.world.MailServer;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.World;

/** What SpamAssassin thinks of every letter as it arrives, by its local rules. */
@QuarkusTest
@World
class SpamTest {

    private static final Path SPAM_ASSASSIN = Path.of("/usr/bin/spamassassin");
    private static final Pattern SCORE =
            Pattern.compile("(?m)^X-Spam-Status: (?:Yes|No), score=(-?\\d+\\.\\d+) [^:]*");

    @Inject Post post;

    @Test
    void noLetterLooksLikeSpamInAnyLanguage(@TempDir Path folder) throws Exception {
        assumeTrue(
                Files.isExecutable(SPAM_ASSASSIN),
                "SpamAssassin is not installed (Debian package spamassassin)");
        ByteArrayOutputStream mailbox = new ByteArrayOutputStream();
        List<String> subjects = new ArrayList<>();
        for (Letter letter : SampleLetters.all().toList()) {
            for (Language language : Language.values()) {
                MimeMessage mail = received(letter, language);
                subjects.add(mail.getSubject());
                mailbox.write(unixMailbox(mail));
            }
        }
        List<String> statuses = statuses(folder, mailbox.toByteArray());
        assertEquals(subjects.size(), statuses.size());
        for (int i = 0; i < subjects.size(); i++) {
            Matcher score = SCORE.matcher(statuses.get(i));
            assertTrue(score.lookingAt());
            assertTrue(
                    Double.parseDouble(score.group(1)) < 1.0,
                    subjects.get(i) + ": " + statuses.get(i));
        }
    }

    private MimeMessage received(Letter letter, Language language) {
        String email = People.someone();
        QuarkusTransaction.requiringNew()
                .run(() -> post.send(EmailAddress.parse(email).orElseThrow(), language, letter));
        return MailServer.await(email, 1).getFirst();
    }

    /** One message of a file in mbox format. */
    private static byte[] unixMailbox(MimeMessage mail) throws IOException, MessagingException {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        mail.writeTo(raw);
        String text = raw.toString(StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
        return ("From no-reply@localhost Tue Nov 24 22:50:00 2026\n"
                        + text.replaceAll("(?m)^From ", ">From ")
                        + "\n\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<String> statuses(Path folder, byte[] mailbox) throws Exception {
        Path in = Files.write(folder.resolve("in.mbox"), mailbox);
        Path out = folder.resolve("out.mbox");
        Process check =
                new ProcessBuilder(
                                SPAM_ASSASSIN.toString(),
                                "--local",
                                "--mbox",
                                "--prefspath=" + folder.resolve("preferences"),
                                in.toString())
                        .redirectOutput(out.toFile())
                        .redirectError(folder.resolve("errors").toFile())
                        .start();
        assertEquals(0, check.waitFor(), Files.readString(folder.resolve("errors")));
        return SCORE.matcher(
                        Files.readString(out, StandardCharsets.ISO_8859_1).replace("\n\t", " "))
                .results()
                .map(result -> result.group())
                .toList();
    }
}
