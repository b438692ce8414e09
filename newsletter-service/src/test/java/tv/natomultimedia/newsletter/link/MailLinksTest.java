package tv.natomultimedia.newsletter.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.newsletter.link.MailLinks.PreferencesKey;
import tv.natomultimedia.newsletter.link.MailLinks.UnsubscribeKey;

@QuarkusTest
class MailLinksTest {

    @Inject MailLinks links;

    @Test
    void whatIsMadeHereIsReadHere() {
        PreferencesKey preferences = new PreferencesKey(UUID.randomUUID(), 7);
        UnsubscribeKey all = new UnsubscribeKey(UUID.randomUUID(), Optional.empty());
        UnsubscribeKey one = new UnsubscribeKey(UUID.randomUUID(), Optional.of(UUID.randomUUID()));
        assertEquals(
                Optional.of(preferences),
                links.readPreferences(token(links.preferences(preferences))));
        assertEquals(Optional.of(all), links.readUnsubscribe(token(links.unsubscribe(all))));
        assertEquals(Optional.of(one), links.readUnsubscribe(token(links.unsubscribe(one))));
        assertNotEquals(links.unsubscribe(all), links.unsubscribe(one));
    }

    @Test
    void anyOtherSpellingIsNotRead() {
        String token =
                token(links.unsubscribe(new UnsubscribeKey(UUID.randomUUID(), Optional.empty())));
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String altered = token.substring(0, i) + other + token.substring(i + 1);
            assertTrue(links.readUnsubscribe(altered).isEmpty());
        }
        assertTrue(links.readUnsubscribe(token + "=").isEmpty());
        assertTrue(links.readUnsubscribe("").isEmpty());
        assertTrue(links.readPreferences(token).isEmpty());
    }

    private static String token(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
