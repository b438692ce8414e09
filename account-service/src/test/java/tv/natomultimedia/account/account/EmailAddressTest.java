package tv.natomultimedia.account.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EmailAddressTest {

    @Test
    void theSameMailboxHasOneCanonicalForm() {
        assertCanonical("ada@example.org", "Ada@Example.ORG");
        assertCanonical("ada+press@example.org", "ADA+Press@example.org");
        assertCanonical("ada@xn--bcher-kva.example", "ada@BÜCHER.example");
        assertCanonical("ada@xn--bcher-kva.example", "ada@bu\u0308cher.example");
        assertCanonical("ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example");
        assertCanonical("jos\u00e9@example.org", "JOSE\u0301@example.org");
        assertCanonical("用户@xn--fsqu00a.xn--0zwm56d", "用户@例子.测试");
    }

    @Test
    void sharpSIsAnotherDomainThanDoubleS() {
        assertCanonical("ada@xn--strae-oqa.de", "ada@straße.de");
        assertCanonical("ada@strasse.de", "ada@strasse.de");
    }

    @Test
    void aTagDoesNotMakeAnotherIdentity() {
        assertEquals("ada@example.org", parsed("Ada+a+b@example.org").identity());
        assertEquals("+ada@example.org", parsed("+ada@example.org").identity());
        assertEquals("ada@ex.org", parsed("ada@ex.org").identity());
    }

    @Test
    void theAddressIsKeptAsTypedAndSentInAscii() {
        assertEquals("Ada@Bücher.example", parsed("Ada@Bücher.example").typed());
        assertEquals("Ada@xn--bcher-kva.example", parsed("Ada@Bücher.example").forTransport());
        assertFalse(parsed("Ada@example.org").toString().contains("Ada"));
    }

    @Test
    void unusualAddressesAreAddresses() {
        for (String text :
                List.of(
                        "a@b.co",
                        "o'neil@example.org",
                        "first.last@sub.domain.example.org",
                        "a_b-c=d!#$%&*/?^`{|}~@example.org",
                        "1@example.org",
                        "a@1.example",
                        "x".repeat(64) + "@example.org",
                        "डेटा@example.org")) {
            assertTrue(EmailAddress.parse(text).isPresent(), text);
        }
    }

    @Test
    void whatCouldBreakAMailOrIsNoAddressIsRefused() {
        for (String text :
                List.of(
                        "",
                        "@",
                        "a@",
                        "@example.org",
                        "a",
                        "a@example",
                        "a@example.",
                        "a@.org",
                        "a..b@example.org",
                        ".a@example.org",
                        "a.@example.org",
                        "a b@example.org",
                        "a@exa mple.org",
                        "a@example.org ",
                        "a@[127.0.0.1]",
                        "a@127.0.0.1",
                        "\"a b\"@example.org",
                        "a,b@example.org",
                        "<a@example.org>",
                        "a@example.org,b@example.org",
                        "a@example.org\nBcc: b@example.org",
                        "a\r\n@example.org",
                        "a\u0000@example.org",
                        "a\u2028b@example.org",
                        "a\u202eb@example.org",
                        "a\u200bb@example.org",
                        "a@-example.org",
                        "a@example-.org",
                        "a@exa_mple.org",
                        "x".repeat(65) + "@example.org",
                        "a@" + "x".repeat(64) + ".org",
                        "a@" + "x.".repeat(150) + "org")) {
            assertEquals(Optional.empty(), EmailAddress.parse(text), text);
        }
    }

    @Test
    void anyTextIsReadWithoutFailingAndItsCanonicalFormIsStable() {
        Random random = new Random(7);
        String alphabet = "aZ0.+@-_ßéİıΣς用\u0301\u0000\r\n<>\"\ud83d\ude00";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(20); j >= 0; j--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            text.append(random.nextBoolean() ? "@example.org" : "");
            EmailAddress.parse(text.toString())
                    .ifPresent(
                            address -> {
                                String canonical = address.canonical();
                                assertTrue(canonical.chars().noneMatch(c -> c <= ' '));
                                assertEquals(canonical, parsed(canonical).canonical());
                            });
        }
    }

    private static EmailAddress parsed(String text) {
        return EmailAddress.parse(text).orElseThrow(() -> new AssertionError(text));
    }

    private static void assertCanonical(String canonical, String typed) {
        assertEquals(canonical, parsed(typed).canonical());
    }
}
