package tv.natomultimedia.account.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0 | Firefox on Windows",
                "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0 | Firefox on Linux",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0 | Edge on Windows",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15 | Safari on macOS",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1 | Safari on iOS",
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36 | Chrome on Android",
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 | Chrome on ChromeOS",
                "curl/8.5.0 | curl"
            })
    void browserAndSystemAreNamedWithoutTheirVersions(String userAgent, String device) {
        assertEquals(device, Device.of(userAgent));
        assertEquals(device, Device.of(userAgent));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "Call 555 1234 now bot/1.0",
                "<script>alert(1)</script>Bot/1",
                "something of my own"
            })
    void nothingThatAStrangerMadeUpComesOut(String userAgent) {
        assertNull(Device.of(userAgent));
    }

    @Test
    void aLongFieldIsCut() {
        assertEquals("curl", Device.of("curl/8.5.0 " + "a".repeat(100_000)));
        assertNull(Device.of("a".repeat(100_000) + " curl/8.5.0"));
    }

    @Test
    void whatIsRememberedOfFieldsDoesNotMixThemUp() {
        for (int i = 0; i < 1_200; i++) {
            assertNull(Device.of("made up " + i));
        }
        assertTrue(Device.of("curl/8.5.0").equals("curl"));
    }
}
