package tv.natomultimedia.media.download.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentDispositionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "clip_1080p25.mp4|clip_1080p25.mp4|clip_1080p25.mp4",
                "two words.mov|two words.mov|two%20words.mov",
                "cérémonie.mp4|ceremonie.mp4|c%C3%A9r%C3%A9monie.mp4",
                "Київ.mp4|____.mp4|%D0%9A%D0%B8%D1%97%D0%B2.mp4",
                "a\"b\\c/d%e.mp4|a_b_c_d_e.mp4|a%22b%5Cc%2Fd%25e.mp4",
                "it's (1).mp4|it's (1).mp4|it%27s%20%281%29.mp4"
            })
    void everyClientGetsANameItUnderstands(String filename, String plain, String encoded) {
        assertEquals(
                "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded,
                ContentDisposition.attachment(filename));
    }

    @Test
    void aLineBreakCannotEndTheField() {
        assertEquals(
                "inline; filename=\"a__b\"; filename*=UTF-8''a%0D%0Ab",
                ContentDisposition.inline("a\r\nb"));
    }
}
