package tv.natomultimedia.newsletter.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.newsletter.MailServer.Mail;
import tv.natomultimedia.newsletter.NewsletterTest;
import tv.natomultimedia.newsletter.Soon;

@QuarkusTest
class OutboxTest extends NewsletterTest {

    @Inject Postman postman;

    @Test
    void aMailServerThatIsDownForAWhileLosesNothingAndSlowsNobody() {
        String email = freshEmail();
        Someone someone = Someone.fresh();
        mailServer.stop();
        try {
            Instant begin = Instant.now();
            start(email).statusCode(202);
            as(someone).body("{}").post(SUBSCRIPTIONS).then().statusCode(201);
            assertTrue(Duration.between(begin, Instant.now()).toSeconds() < 3);
            postman.round();
            clock.pass(Duration.ofSeconds(5));
            postman.round();
        } finally {
            mailServer.restart();
        }
        clock.pass(Duration.ofMinutes(5));
        postman.round();
        assertEquals(6, mailServer.await(email, 1).code().length());
        mailServer.await(someone.email(), 1);
        clock.pass(Duration.ofHours(1));
        postman.round();
        assertEquals(1, mailServer.to(email).size());
        assertEquals("0", queried("SELECT count(*) FROM outgoing_mail"));
    }

    @Test
    void aCodeThatHasExpiredIsNotMailedAnyMore() {
        String email = freshEmail();
        mailServer.stop();
        // No second attempt is due before the time is over, and so none is under way then.
        clock.hold();
        try {
            start(email).statusCode(202);
            awaitRefusal();
            clock.pass(Duration.ofMinutes(31));
        } finally {
            clock.letGo();
            mailServer.restart();
        }
        postman.round();
        assertEquals(0, mailServer.to(email).size());
        assertEquals("0", queried("SELECT count(*) FROM outgoing_mail"));
    }

    /**
     * Waits until the attempt right after the commit, which is made by another thread, is over; for
     * all that wait, as a mail of another test may still be among them.
     */
    private void awaitRefusal() {
        Soon.await(
                Duration.ofSeconds(10),
                () ->
                        queried(
                                        """
                                        SELECT count(*) > 0 AND bool_and(
                                            attempts > 0 AND next_attempt_at < created_at + interval '1 minute')
                                        FROM outgoing_mail
                                        """)
                                .equals("t"));
    }

    @Test
    void aMailComesSoon() throws Exception {
        String email = freshEmail();
        Instant begin = Instant.now();
        start(email).statusCode(202);
        Mail mail = mailServer.await(email, 1);
        assertTrue(Duration.between(begin, Instant.now()).toMillis() < 2_000);
        assertFalse(mail.html().isEmpty());
        assertNull(mail.message().getHeader("Cc"));
        assertEquals("1.0", mail.header("MIME-Version"));
        assertEquals(email, mail.header("To"));
        assertFalse(mail.header("Date").isEmpty());
        assertTrue(mail.header("Content-Type").startsWith("multipart/alternative;"));
    }
}
