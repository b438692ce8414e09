package tv.natomultimedia.account.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tv.natomultimedia.account.world.World;

@QuarkusTest
@World
class LettersTest {

    @Inject Letters letters;

    static Stream<Letter> everyLetter() {
        return SampleLetters.all();
    }

    @ParameterizedTest
    @MethodSource("everyLetter")
    void theTextAndTheHtmlOfALetterSayTheSame(Letter letter) {
        for (Language language : Language.values()) {
            Letters.Written written = letters.write(letter, language);
            assertEquals(words(written.text()), words(textOf(written.html())));
        }
    }

    @ParameterizedTest
    @MethodSource("everyLetter")
    void everyLetterIsWrittenInEveryLanguage(Letter letter) {
        Letters.Written english = letters.write(letter, Language.ENGLISH);
        Letters.Written french = letters.write(letter, Language.FRENCH);
        assertFalse(english.subject().isBlank());
        assertNotEquals(english.subject(), french.subject());
        assertNotEquals(english.text(), french.text());
        assertNotEquals(english.html(), french.html());
    }

    @ParameterizedTest
    @MethodSource("everyLetter")
    void noSubjectAndNoLinkHoldsACode(Letter letter) {
        for (Language language : Language.values()) {
            Letters.Written written = letters.write(letter, language);
            assertFalse(written.subject().contains(SampleLetters.CODE));
            assertFalse(written.subject().contains("\n"));
            for (String link : written.html().split("href=\"")) {
                assertFalse(link.substring(0, link.indexOf('"')).contains(SampleLetters.CODE));
            }
        }
    }

    /** What a reader of the HTML sees, with the addresses that its links lead to. */
    private static String textOf(String html) {
        return html.substring(html.indexOf("<h1"))
                .replaceAll("<a href=\"([^\"]*)\"[^>]*>([^<]*)</a>", "$2 $1")
                .replaceAll("<[^>]*>", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private static String words(String text) {
        return text.replaceAll("(?m)^-- $", "").replaceAll("\\s+", " ").strip();
    }
}
