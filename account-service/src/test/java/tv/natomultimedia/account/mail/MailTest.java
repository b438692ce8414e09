package tv.natomultimedia.account.mail;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.MailServer;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.Soon;
import tv.natomultimedia.account.world.World;

@QuarkusTest
@World
class MailTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Inject MovableClock clock;
    @Inject Outbox outbox;

    @Test
    void aCodeMailHasAllThatAMailShouldHave() throws Exception {
        String email = People.someone();
        String id = Json.of(People.startRegistration(email)).path("registrationId");
        MimeMessage mail = MailServer.await(email, 1).getFirst();
        String code = MailServer.code(mail);
        assertFalse(mail.getSubject().contains(code));
        assertEquals("auto-generated", mail.getHeader("Auto-Submitted")[0]);
        assertNotNull(mail.getSentDate());
        assertTrue(mail.getMessageID().endsWith("@localhost.localdomain>"));
        assertEquals(1, mail.getHeader("Message-ID").length);
        assertEquals(1, mail.getHeader("Date").length);
        assertEquals("en", mail.getHeader("Content-Language")[0]);
        assertNull(mail.getHeader("Cc"));
        assertNull(mail.getHeader("Bcc"));
        assertEquals("1.0", mail.getHeader("MIME-Version")[0]);
        assertTrue(mail.getContentType().startsWith("multipart/alternative"));
        Multipart parts = (Multipart) mail.getContent();
        assertEquals(2, parts.getCount());
        assertTrue(parts.getBodyPart(0).isMimeType("text/plain; charset=UTF-8"));
        assertTrue(parts.getBodyPart(1).isMimeType("text/html; charset=UTF-8"));
        assertTrue(
                MailServer.text(mail)
                        .contains(
                                "from network 127.0.0.0/24: request "
                                        + id.substring(32).toUpperCase(Locale.ROOT)));
        String link = "http://localhost:8080/portal/verify?flow=" + id;
        assertTrue(MailServer.text(mail).contains(link));
        assertTrue(MailServer.html(mail).contains("href=\"" + link + "\""));
        assertTrue(MailServer.html(mail).contains(">" + code + "<"));
        assertFalse(link.contains(code));
    }

    @Test
    void mailsAreInTheLanguageOfTheRequestOrOfTheAccount() throws Exception {
        String email = People.someone();
        given().header("Accept-Language", "fr-BE,en;q=0.5")
                .contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", People.PASSWORD))
                .post("/v1/registrations")
                .then()
                .statusCode(202);
        MimeMessage mail = MailServer.await(email, 1).getFirst();
        assertEquals("Votre code de confirmation", mail.getSubject());
        assertTrue(MailServer.text(mail).contains("Confirmez votre adresse"));
        String french = People.registered(People.someone(), Map.of("locale", "fr")).email();
        People.startRegistration(french);
        assertEquals(
                "Vous avez déjà un compte", MailServer.await(french, 2).getLast().getSubject());
    }

    @Test
    void anAddressWithATagOrOfAnotherAlphabetIsMailedAsTyped() {
        String tagged = People.someone().replace("@", "+Press@");
        People.startRegistration(tagged).then().statusCode(202);
        MailServer.await(tagged, 1);
        String umlaut = People.someone().replace("@example.org", "@bücher.example");
        People.startRegistration(umlaut).then().statusCode(202);
        MailServer.await(umlaut.replace("bücher", "xn--bcher-kva"), 1);
    }

    @Test
    void aMailServerThatIsDownLosesNothingAndSlowsNothing() {
        String email = People.someone();
        MailServer.down();
        Instant before = Instant.now();
        try {
            People.startRegistration(email).then().statusCode(202);
            assertTrue(Duration.between(before, Instant.now()).toSeconds() < 5);
            assertTrue(waiting() > 0);
        } finally {
            MailServer.up();
        }
        clock.forward(Duration.ofSeconds(20));
        MailServer.await(email, 1);
        Soon.await(PATIENCE, () -> waiting() == 0);
    }

    @Test
    void noMailWaitsForAnotherThatTheRelayHoldsUp() throws Exception {
        String slow = "slow-" + People.someone();
        MailServer.down();
        try (StubbornRelay relay = new StubbornRelay(MailServer.port(), "slow-")) {
            People.startRegistration(slow).then().statusCode(202);
            Soon.await(PATIENCE, () -> relay.held().contains(slow));
            for (int i = 0; i < 10; i++) {
                String quick = People.someone();
                People.startRegistration(quick).then().statusCode(202);
                Soon.await(PATIENCE, () -> relay.taken().contains(quick));
                assertTrue(relay.held().contains(slow));
            }
        } finally {
            MailServer.up();
        }
        clock.forward(Duration.ofSeconds(45));
        MailServer.await(slow, 1);
    }

    @Test
    void nothingThatSomebodySaysOfThemselvesReachesAHeader() throws Exception {
        String encoded = "=?utf-8?q?=0D=0ABcc:_eve@example.org?=";
        String email = "=?utf-8?q?" + UUID.randomUUID() + "=0d=0abcc=3a?=@example.org";
        for (String name : List.of("Ada\r\nBcc: eve@example.org", "Ada\nBcc: eve@example.org")) {
            People.startRegistration(email, Map.of("displayName", name)).then().statusCode(422);
            People.startRegistration(email, Map.of("organisation", name)).then().statusCode(422);
            People.startRegistration(email, Map.of("returnTo", "/" + name)).then().statusCode(422);
            People.startRegistration(email + name).then().statusCode(422);
            People.startRegistration(name + email).then().statusCode(422);
        }
        given().header("Accept-Language", encoded)
                .contentType(ContentType.JSON)
                .body(
                        Map.of(
                                "email", email,
                                "password", People.PASSWORD,
                                "displayName", encoded,
                                "organisation", encoded,
                                "returnTo", "/" + URLEncoder.encode(encoded, UTF_8)))
                .post("/v1/registrations")
                .then()
                .statusCode(202);
        MimeMessage mail = MailServer.await(email, 1).getFirst();
        assertEquals(email, mail.getHeader("To", null));
        assertEquals(
                Set.of(
                        "return-path",
                        "received",
                        "date",
                        "from",
                        "message-id",
                        "to",
                        "subject",
                        "auto-submitted",
                        "content-language",
                        "mime-version",
                        "content-type"),
                Collections.list(mail.getAllHeaders()).stream()
                        .map(header -> header.getName().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()));
        assertEquals(1, mail.getAllRecipients().length);
    }

    @Test
    void aMailNormallyArrivesAtOnce() {
        String email = People.someone();
        People.startRegistration(email);
        Instant before = Instant.now();
        MailServer.await(email, 1);
        assertTrue(Duration.between(before, Instant.now()).toMillis() < 2_000);
    }

    private long waiting() {
        return QuarkusTransaction.requiringNew().call(() -> outbox.count());
    }
}
