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
            String code = OneTimeCode.generate(CodeFormat.DIGITS_6);
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
        for (String typed :
                List.of(
                        "7K3M-0PQR-1XYZ",
                        "7k3m opqr ixyz",
                        "7K3MOPQRLXYZ",
                        "７Ｋ３Ｍ\u2212０ｐｑｒ\u00ad１ｘｙｚ")) {
            assertEquals("7K3M0PQR1XYZ", OneTimeCode.normalised(typed));
        }
    }

    @Test
    void longCodesAreTwelveCharactersThatAreNotMistakenForOneAnother() {
        int[] count = new int[128];
        for (int i = 0; i < 4_000; i++) {
            String code = OneTimeCode.generate(CodeFormat.BASE32_12);
            assertTrue(code.matches("[0-9A-HJKMNP-TV-Z]{12}"), code);
            assertEquals(code, OneTimeCode.normalised(code));
            count[code.charAt(i % 12)]++;
        }
        for (char one : "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray()) {
            assertTrue(
                    count[one] > 60 && count[one] < 190, one + " comes " + count[one] + " times");
        }
    }

    @Test
    void aMailShowsALongCodeInGroupsAndAShortOneAsItIs() {
        assertEquals("123456", OneTimeCode.legible("123456"));
        assertEquals("7K3M-0PQR-1XYZ", OneTimeCode.legible("7K3M0PQR1XYZ"));
    }
}
