package tv.natomultimedia.media.problem;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseFailuresTest {

    @Test
    void aDatabaseThatIsBusyOrAwayIsTemporary() {
        for (String state :
                List.of("08001", "08006", "40P01", "40001", "53300", "57014", "57P01")) {
            assertTrue(DatabaseFailures.isTemporary(new SQLException("x", state)), state);
        }
        assertTrue(DatabaseFailures.isTemporary(new SQLException("Sorry, acquisition timeout!")));
    }

    @Test
    void aMistakeOfOursIsNot() {
        for (String state : List.of("42601", "23505", "22021")) {
            assertFalse(DatabaseFailures.isTemporary(new SQLException("x", state)), state);
        }
        assertFalse(DatabaseFailures.isTemporary(new SQLException()));
    }
}
