package tv.natomultimedia.media.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class StoryTextTest {

    @Test
    void whatIsNoTextIsTakenOut() {
        for (String attack :
                List.of(
                        "<p onclick=alert(1)>a</p>",
                        "<script>alert(1)</script><p>a</p>",
                        "<img src=x onerror=alert(1)><p>a</p>",
                        "<a href='javascript:alert(1)'>a</a>",
                        "<svg><script>alert(1)</script></svg>a",
                        "<style>p{}</style>a",
                        "<iframe src=//x></iframe>a",
                        "<p style='x:alert(1)'>a</p>")) {
            String html = StoryText.of(attack).html();
            assertFalse(
                    html.matches("(?is).*(script|onerror|onclick|alert|style|iframe|svg).*"), html);
        }
    }

    @Test
    void paragraphsArePartedByEmptyLines() {
        StoryText story =
                StoryText.of(
                        "<p>One <strong>two</strong><br>three.</p>\n<h2>Four</h2><ul><li>a</li><li>b</li></ul>");
        assertEquals("One two\nthree.\n\nFour\n\na\n\nb", story.text());
    }

    @Test
    void goodMarkupStaysAsItIs() {
        String html =
                "<p>“One” — <em>two</em> &amp; three.</p>\n<blockquote><p>Four</p></blockquote>";
        assertEquals(html, StoryText.of(html).html());
    }
}
