package tv.natomultimedia.newsletter.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class EmailAddressTest {

    @Test
    void oneMailboxHasOneCanonicalForm() {
        assertEquals("ada@example.org", canonical("Ada@EXAMPLE.org"));
        assertEquals("ada@xn--bcher-kva.example", canonical("ada@Bücher.example"));
        assertEquals(canonical("jos\u00e9@example.org"), canonical("jose\u0301@example.org"));
        assertNotEquals(canonical("ada+a@example.org"), canonical("ada@example.org"));
    }

    @Test
    void tagsDoNotMakeAnotherMailboxForBudgets() {
        assertEquals("ada@example.org", address("Ada+news+x@example.org").identity());
        assertEquals("+x@example.org", address("+x@example.org").identity());
    }

    @Test
    void mailGoesToTheLocalPartAsTyped() {
        assertEquals("Ada.L@xn--bcher-kva.example", address("Ada.L@Bücher.example").forTransport());
    }

    @Test
    void theMaskShowsTheFirstLettersOnly() {
        assertEquals("a***@e***.org", address("ada@example.org").masked());
        assertEquals("a***@m***.uk", address("a@mail.example.co.uk").masked());
    }

    @Test
    void whatIsNoPlainAddressIsNotRead() {
        for (String text :
                List.of(
                        "", "a", "@", "a@b", "a@b..c", ".a@b.c", "a.@b.c", "a b@c.d", "a@b.1",
                        "a@-b.c", "a\n@b.c", "a@b.c\n")) {
            assertTrue(EmailAddress.parse(text).isEmpty(), text);
        }
        assertTrue(EmailAddress.parse(null).isEmpty());
        assertTrue(EmailAddress.parse("x".repeat(65) + "@b.cc").isEmpty());
    }

    private static String canonical(String text) {
        return address(text).canonical();
    }

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }
}
