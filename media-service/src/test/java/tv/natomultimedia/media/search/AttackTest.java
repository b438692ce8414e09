package tv.natomultimedia.media.search;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;

/** What people send who mean no good. */
@QuarkusTest
class AttackTest {

    private static final List<String> PARAMETERS =
            List.of("q", "topic", "person", "location", "collection");
    private static final List<String> TEXTS =
            List.of(
                    "'; DROP TABLE item; --",
                    "' OR '1'='1",
                    "\\'; SELECT pg_sleep(10); --",
                    "a' & b | !c:* <-> d",
                    ":*",
                    "!!!",
                    "(((((",
                    "'§en'",
                    "§",
                    "a:A & b:*",
                    "\"unclosed",
                    "-",
                    "or or or",
                    "{a,b,\"c\"}",
                    "\\",
                    "%",
                    "_%\\",
                    "$1",
                    "?",
                    "\uD800",
                    "😀",
                    "\u202Eabc",
                    "<script>alert(1)</script>",
                    "../../etc/passwd",
                    "${jndi:ldap://x}",
                    "a".repeat(200),
                    "-a ".repeat(66),
                    "\"a\" ".repeat(50));

    @Test
    void noTextIsReadAsAnythingButText() {
        int all = Json.of(given().get("/v1/media?limit=1")).path("total.value");
        for (String parameter : PARAMETERS) {
            for (String text : TEXTS) {
                int status =
                        given().queryParam(parameter, text)
                                .queryParam("facets", "type,person")
                                .get("/v1/media")
                                .statusCode();
                assertEquals(200, status, parameter + "=" + text);
            }
        }
        for (String text : TEXTS.stream().filter(text -> text.length() <= 100).toList()) {
            assertEquals(
                    200,
                    given().queryParam("q", text).get("/v1/media/suggestions").statusCode(),
                    text);
        }
        assertEquals(all, given().get("/v1/media?limit=1").<Integer>path("total.value"));
    }

    @Test
    void noTextFindsEverything() {
        int all = Json.of(given().get("/v1/media?limit=1")).path("total.value");
        for (String text : List.of("' OR '1'='1", "%", "_", "*", "§en", "'§en'")) {
            given().queryParam("person", text)
                    .get("/v1/media")
                    .then()
                    .body(member("total.value", equalTo(0)));
            given().queryParam("q", text)
                    .get("/v1/media")
                    .then()
                    .body(member("total.value", lessThan(all / 2)));
        }
    }

    @Test
    void controlCharactersAreRefusedInEveryParameter() {
        for (String parameter : PARAMETERS) {
            given().urlEncodingEnabled(false)
                    .get("/v1/media?" + parameter + "=a%00b")
                    .then()
                    .statusCode(400)
                    .body(member("violations[0].code", equalTo("invalid-character")));
        }
        given().urlEncodingEnabled(false)
                .get("/v1/media/suggestions?q=a%00b")
                .then()
                .statusCode(400);
        given().urlEncodingEnabled(false).get("/v1/media/a%00b").then().statusCode(400);
        given().urlEncodingEnabled(false).get("/v1/topics/a%00b").then().statusCode(400);
    }

    @Test
    void brokenEncodingIsTheCallersFault() throws IOException {
        for (String query : List.of("q=%", "q=%zz", "%00=1", "=", "&&", "q", "q=a+b")) {
            String status = statusOf("/v1/media?" + query);
            assertTrue(status.equals("200") || status.equals("400"), query + ": " + status);
        }
        for (String query : List.of("q=%ff%fe", "q=%c0%af", "topic=%C3%28", "person=a%ED%A0%80")) {
            assertEquals("400", statusOf("/v1/media?" + query), query);
        }
        for (String path :
                List.of("/v1/media/%", "/v1/media/%2e%2e", "/v1/topics/%ff", "/v1/media/%2F")) {
            String status = statusOf(path);
            assertTrue(status.equals("404") || status.equals("400"), path + ": " + status);
        }
    }

    /** Sent as it is, where clients would correct it. */
    private static String statusOf(String target) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream()
                    .write(
                            ("GET "
                                            + target
                                            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.ISO_8859_1));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.split(" ", 3)[1];
        }
    }

    @Test
    void hugeRequestsAreRefused() {
        StringBuilder many = new StringBuilder("/v1/media?limit=1");
        for (int number = 0; number < 51; number++) {
            many.append("&topic=t").append(number);
        }
        given().get(many.toString())
                .then()
                .statusCode(400)
                .body(member("violations[0].code", equalTo("too-many-values")));
        given().get("/v1/media?cursor=" + "A".repeat(2_000))
                .then()
                .statusCode(400)
                .body(member("type", equalTo("urn:problem:cursor-invalid")));
        given().get("/v1/media/" + "a".repeat(2_000)).then().statusCode(400);
    }

    @Test
    void noBitOfACursorCanBeChanged() {
        String cursor = Json.of(given().get("/v1/media?limit=5")).path("nextCursor");
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);
        List<String> forged = new ArrayList<>();
        for (int bit = 0; bit < bytes.length * 8; bit += 11) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            forged.add(Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
        }
        for (int length = 0; length < bytes.length; length += 5) {
            forged.add(
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(Arrays.copyOf(bytes, length)));
        }
        byte[] random = new byte[80];
        new Random(7).nextBytes(random);
        forged.add(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        forged.addAll(List.of("!", "A", cursor + "=", cursor + "A", cursor + cursor, "é"));
        for (String text : forged) {
            given().queryParam("limit", 5)
                    .queryParam("cursor", text)
                    .get("/v1/media")
                    .then()
                    .statusCode(400)
                    .body(member("type", equalTo("urn:problem:cursor-invalid")));
        }
        given().queryParam("cursor", cursor).get("/v1/media").then().statusCode(200);
    }

    @Test
    void aCursorFitsOnlyItsOwnList() {
        String cursor = Json.of(given().get("/v1/media?limit=2&type=video")).path("nextCursor");
        for (String query :
                List.of(
                        "",
                        "type=story",
                        "type=video&type=story",
                        "type=video&sort=publishedAt",
                        "type=video&q=NATO",
                        "type=video&language=en",
                        "type=video&from=2000-01-01",
                        "type=video&filmedFrom=2000-01-01")) {
            given().get("/v1/media?cursor=" + cursor + "&" + query)
                    .then()
                    .statusCode(400)
                    .body(member("type", equalTo("urn:problem:cursor-mismatch")));
        }
        given().get("/v1/topics?cursor=" + cursor)
                .then()
                .statusCode(400)
                .body(member("type", equalTo("urn:problem:cursor-mismatch")));
        String topics = Json.of(given().get("/v1/topics?limit=2")).path("nextCursor");
        given().get("/v1/locations?cursor=" + topics)
                .then()
                .statusCode(400)
                .body(member("type", equalTo("urn:problem:cursor-mismatch")));
    }

    @Test
    void aCursorGoesWithAnotherPageSizeFieldsAndFacets() {
        String cursor =
                Json.of(given().get("/v1/media?limit=2&type=video&type=story")).path("nextCursor");
        List<String> expected =
                Json.of(given().get("/v1/media?limit=7&type=video&type=story")).path("items.id");
        List<String> rest =
                Json.of(
                                given().get(
                                                "/v1/media?limit=5&type=story&type=video&facets=type&fields=id&cursor="
                                                        + cursor)
                                        .then()
                                        .statusCode(200)
                                        .extract())
                        .path("items.id");
        assertTrue(rest.size() == 5);
        assertEquals(expected.subList(2, 7), rest);
    }
}
