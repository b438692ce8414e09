package tv.natomultimedia.media.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Cursors outlive an exchange of the key, and nothing else makes one. */
class CursorsTest {

    private static final String LIST = "/v1/changes";
    private static final List<String> PLACE = List.of("17", "3", "");

    private final Cursors before = new Cursors(key(1), Optional.empty());
    private final Cursors exchanged = new Cursors(key(2), Optional.of(key(1)));
    private final Cursors after = new Cursors(key(2), Optional.empty());

    @Test
    void aPlaceIsFoundAgainInItsListOnly() {
        String cursor = before.seal(LIST, PLACE);
        assertEquals(PLACE, before.open(LIST, cursor));
        assertRefused("cursor-mismatch", before, "/v1/media", cursor);
    }

    @Test
    void whoComesBackAfterTheKeyWasExchangedGoesOn() {
        String old = before.seal(LIST, PLACE);
        assertEquals(PLACE, exchanged.open(LIST, old));
        assertRefused("cursor-mismatch", exchanged, "/v1/media", old);
        String next = exchanged.seal(LIST, PLACE);
        assertEquals(PLACE, after.open(LIST, next));
        assertRefused("cursor-invalid", after, LIST, old);
        assertRefused("cursor-invalid", before, LIST, next);
    }

    @Test
    void whatWasChangedIsRefused() {
        byte[] cursor = Base64.getUrlDecoder().decode(exchanged.seal(LIST, PLACE));
        for (int place = 0; place < cursor.length; place++) {
            byte[] changed = cursor.clone();
            changed[place] ^= 1;
            assertRefused(
                    "cursor-invalid",
                    exchanged,
                    LIST,
                    Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
        }
    }

    private static void assertRefused(String type, Cursors cursors, String list, String cursor) {
        HttpProblem refusal =
                assertThrows(HttpProblem.class, () -> cursors.open(list, cursor), cursor);
        assertEquals("urn:problem:" + type, refusal.getType().toString());
    }

    private static String key(int filling) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) filling);
        return Base64.getEncoder().encodeToString(key);
    }
}
