package tv.natomultimedia.media.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class BeginningTest {

    @Test
    void theLastWordMayBeUnfinished() {
        assertEquals("'mine':*", Suggestions.beginning("mine"));
        assertEquals("'the' & 'mine':*", Suggestions.beginning(" the  mine "));
        assertEquals("'e' & '3a':*", Suggestions.beginning("e-3a"));
    }

    @Test
    void nothingIsTakenForAnOperator() {
        assertEquals("'a' & 'b' & 'c' & 'd':*", Suggestions.beginning("a' & !b | (c:*) <-> \\d"));
        for (String text : List.of("", "'", "\\", "&|!", ":*", "§")) {
            assertEquals("", Suggestions.beginning(text));
        }
    }
}
