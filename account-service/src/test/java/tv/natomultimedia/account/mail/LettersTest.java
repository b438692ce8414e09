package tv.natomultimedia.account.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tv.natomultimedia.account.audit.Origin;
import tv.natomultimedia.account.world.World;

@QuarkusTest
@World
class LettersTest {

    private static final Letters.Asked ASKED =
            new Letters.Asked(
                    Instant.parse("2026-11-24T22:50:00Z"),
                    new Origin("203.0.113.0/24", "\"Fire\"<b>fox</b> & 'co'"));
    private static final UUID FLOW = UUID.fromString("019ab6c4-5b1e-7c3d-8f21-6a5b4c3d2e1f");

    @Inject Letters letters;

    static Stream<Letter> everyLetter() {
        return SampleLetters.all();
    }

    @ParameterizedTest
    @MethodSource("everyLetter")
    void theTextAndTheHtmlOfALetterSayTheSame(Letter letter) {
        for (Language language : Language.values()) {
            Letters.Written written = letters.write(letter, language, ASKED);
            assertEquals(words(written.text()), words(textOf(written.html())));
        }
    }

    @ParameterizedTest
    @MethodSource("everyLetter")
    void everyLetterIsWrittenInEveryLanguage(Letter letter) {
        Letters.Written english = letters.write(letter, Language.ENGLISH, ASKED);
        Letters.Written french = letters.write(letter, Language.FRENCH, ASKED);
        assertFalse(english.subject().isBlank());
        assertNotEquals(english.subject(), french.subject());
        assertNotEquals(english.text(), french.text());
        assertNotEquals(english.html(), french.html());
    }

    @ParameterizedTest
    @MethodSource("everyLetter")
    void noSubjectAndNoLinkHoldsACode(Letter letter) {
        for (Language language : Language.values()) {
            Letters.Written written = letters.write(letter, language, ASKED);
            assertFalse(written.subject().contains(SampleLetters.CODE));
            assertFalse(written.subject().contains("\n"));
            for (String link : written.html().split("href=\"")) {
                assertFalse(link.substring(0, link.indexOf('"')).contains(SampleLetters.CODE));
            }
        }
    }

    @Test
    void aCodeSaysWhichRequestItAnswersAndWhenAndWhereThatCameFrom() {
        Letter letter =
                new Letter.ResetCode(
                        FLOW,
                        SampleLetters.CODE,
                        Duration.ofMinutes(30),
                        Instant.parse("2026-11-24T23:20:00Z"));
        Letters.Asked asked =
                new Letters.Asked(
                        Instant.parse("2026-11-24T22:50:00Z"),
                        new Origin("203.0.113.0/24", "Firefox on Linux"));
        assertTrue(
                letters.write(letter, Language.ENGLISH, asked)
                        .text()
                        .contains(
                                "You asked for it at 2026-11-24 22:50 UTC, from network"
                                        + " 203.0.113.0/24, with Firefox on Linux: request 2E1F."));
        assertTrue(
                letters.write(letter, Language.FRENCH, new Letters.Asked(asked.at(), Origin.NONE))
                        .text()
                        .contains("Vous l’avez demandé le 2026-11-24 22:50 UTC : demande 2E1F."));
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
