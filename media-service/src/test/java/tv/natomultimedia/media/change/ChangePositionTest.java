package tv.natomultimedia.media.change;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChangePositionTest {

    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    @Test
    void onlyATombstoneThatWasRemovedSinceAndStoodFurtherOnIsMissing() {
        assertTrue(new ChangePosition(5, 0, NOW).isComplete(0));
        assertTrue(new ChangePosition(5, 0, NOW).isComplete(5));
        assertTrue(new ChangePosition(5, 9, NOW).isComplete(9));
        assertFalse(new ChangePosition(5, 0, NOW).isComplete(6));
        assertFalse(new ChangePosition(5, 4, NOW).isComplete(9));
    }
}
