package tv.natomultimedia.account.code;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReturnToTest {

    private final ReturnTo returnTo =
            new ReturnTo(List.of("https://portal.example", "http://localhost:3000"));

    @Test
    void pathsAndListedOriginsAreAllowed() {
        for (String text :
                List.of(
                        "/",
                        "/stories/arctic?x=1#top",
                        "/login?next=https://portal.example/",
                        "https://portal.example",
                        "https://portal.example/a?b",
                        "http://localhost:3000/x")) {
            assertTrue(returnTo.isAllowed(text), text);
        }
    }

    @Test
    void everythingElseIsNot() {
        for (String text :
                List.of(
                        "",
                        "stories",
                        "//evil.example",
                        "/\\evil.example",
                        "\\\\evil.example",
                        "/a//b",
                        "/.//evil.example",
                        "/\tevil",
                        "/a b",
                        "/a\u0000",
                        "/a\r\nLocation: x",
                        "https://evil.example",
                        "https://portal.example.evil.example",
                        "https://portal.example@evil.example/",
                        "https://evil.example#https://portal.example",
                        "https://portal.example:444/",
                        "http://portal.example/",
                        "HTTPS:/portal.example",
                        "https:portal.example",
                        "javascript:alert(1)",
                        "data:text/html,x",
                        "http://localhost:3000\\@evil.example",
                        "/" + "x".repeat(3_000))) {
            assertFalse(returnTo.isAllowed(text), text);
        }
    }
}
