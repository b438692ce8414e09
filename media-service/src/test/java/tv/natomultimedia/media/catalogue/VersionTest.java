package tv.natomultimedia.media.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;

@QuarkusTest
class VersionTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Inject MadeUpItems madeUp;

    @AfterEach
    void removeItems() {
        madeUp.remove();
    }

    @Test
    void everyChangeIsAVersionAndNoneIsForgotten() {
        UUID id = madeUp.draft("versioned", Text.titled("First"));
        madeUp.change(id, item -> item.revise(Text.titled("Second").content(), NOW));
        madeUp.change(id, item -> item.publish(NOW));
        madeUp.change(id, item -> item.revise(Text.titled("Third").content(), NOW));
        List<?> history = madeUp.history(id);
        assertEquals(4, history.size());
        assertTrue(history.get(0).toString().contains("\"title\": \"First\""));
        assertTrue(history.get(0).toString().contains("\"status\": \"DRAFT\""));
        assertTrue(history.get(1).toString().contains("\"title\": \"Second\""));
        assertTrue(history.get(2).toString().contains("\"status\": \"PUBLISHED\""));
        assertTrue(history.get(3).toString().contains("\"title\": \"Third\""));
        assertTrue(history.get(3).toString().contains("\"version\": 4"));
    }

    @Test
    void lookingAtAnItemMakesNoVersion() {
        UUID id = madeUp.draft("unchanged", Text.titled("First"));
        madeUp.change(id, Item::content);
        assertEquals(1, madeUp.history(id).size());
    }

    @Test
    void aTopicThatDoesNotExistIsRefused() {
        Text text = new Text("en", "Lost", null, List.of(UUID.randomUUID()), null);
        assertThrows(RuntimeException.class, () -> madeUp.draft("lost", text));
    }
}
