package tv.natomultimedia.account.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class OneTimeCodeTest {

    @Test
    void codesAreSixDigitsSpreadOverAllOfThem() {
        int[] first = new int[10];
        for (int i = 0; i < 10_000; i++) {
            String code = OneTimeCode.generate();
            assertTrue(code.matches("[0-9]{6}"));
            first[code.charAt(0) - '0']++;
        }
        for (int count : first) {
            assertTrue(count > 800 && count < 1_200, "a digit comes first in " + count);
        }
    }

    @Test
    void howACodeIsTypedDoesNotMatter() {
        for (String typed :
                List.of(
                        "123456",
                        " 123 456 ",
                        "123-456",
                        "123\u2013456",
                        "1\u00a02 3\t4\n5 6",
                        "１２３４５６")) {
            assertEquals("123456", OneTimeCode.normalised(typed));
        }
        assertEquals("AB3", OneTimeCode.normalised(" ab-3 "));
    }
}
