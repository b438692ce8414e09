package tv.natomultimedia.gateway.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import tv.natomultimedia.gateway.portal.Browser;

/** Sessions in cookies, from pages of other origins in a real browser. */
@ExtendWith(Suite.Given.class)
@ResourceLock(Suite.GIVEN)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CookieIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a script sees of an answer that the browser keeps from it. */
    private static final int KEPT_FROM_IT = 0;

    private final Suite suite;
    private final BlankPage listed;
    private Browser browser;
    private Person person;
    private int visits;

    CookieIT(Suite suite) {
        this.suite = suite;
        assumeTrue(suite.listedPage().isPresent(), "a running suite lists no page of these tests");
        this.listed = suite.listedPage().get();
    }

    @BeforeAll
    void startBrowser() throws IOException, InterruptedException {
        browser = Browser.start().orElse(null);
        assumeTrue(browser != null, "no Chromium is installed");
        person = Person.withSession(suite);
    }

    @AfterAll
    void stopBrowser() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aPageOfAListedOriginStaysLoggedInWithoutSeeingAnyToken() throws IOException {
        visit(listed);
        JsonNode session = logIn();
        assertEquals(201, session.path("status").asInt(), session.toString());
        JsonNode body = JSON.readTree(session.path("body").asText());
        assertTrue(body.hasNonNull("accessToken"));
        assertFalse(body.has("refreshToken"));
        assertFalse(body.has("clientToken"));
        assertFalse(browser.evaluate("document.cookie").asText().contains("__Host-"));

        assertEquals(403, status("POST", "/v1/sessions/refresh", Map.of()));
        assertEquals(403, status("POST", "/v1/sessions/refresh", Map.of("X-Csrf", "yes")));
        JsonNode refreshed = call("POST", "/v1/sessions/refresh", Map.of("X-Csrf", "1"), null);
        assertEquals(200, refreshed.path("status").asInt(), refreshed.toString());
        assertFalse(refreshed.path("body").asText().contains("refreshToken"));
        visit(listed);
        assertEquals(200, status("POST", "/v1/sessions/refresh", Map.of("X-Csrf", "1")));

        assertEquals(403, status("DELETE", "/v1/sessions/current", Map.of()));
        assertEquals(204, status("DELETE", "/v1/sessions/current", Map.of("X-Csrf", "1")));
        JsonNode over = call("POST", "/v1/sessions/refresh", Map.of("X-Csrf", "1"), null);
        assertEquals(401, over.path("status").asInt());
        assertTrue(over.path("body").asText().contains("urn:problem:no-session"));
    }

    @Test
    void aPageOfAnOriginThatIsNotListedCanDoNothing() throws IOException {
        visit(listed);
        assertEquals(201, logIn().path("status").asInt());
        // Another port of the same host is the same site: the browser sends the cookie along.
        try (BlankPage strange = BlankPage.served()) {
            visit(strange);
            assertEquals(KEPT_FROM_IT, logIn().path("status").asInt());
            for (Map<String, String> fields :
                    List.of(Map.of("X-Csrf", "1"), Map.<String, String>of())) {
                assertEquals(KEPT_FROM_IT, status("POST", "/v1/sessions/refresh", fields));
                assertEquals(KEPT_FROM_IT, status("DELETE", "/v1/sessions/current", fields));
            }
            // What needs no permission is sent, and refused by the service.
            assertEquals(
                    "opaque",
                    browser.evaluate(
                                    """
                                    fetch('%s', {method: 'POST', mode: 'no-cors', credentials: 'include'})
                                        .then(answer => answer.type)
                                    """
                                            .formatted(suite.url("/v1/sessions/refresh")))
                            .asText());
            browser.evaluate(
                    """
                    const form = document.createElement('form');
                    form.method = 'post';
                    form.action = '%s';
                    document.documentElement.append(form);
                    form.submit()
                    """
                            .formatted(suite.url("/v1/sessions/refresh")));
            browser.waitFor(
                    "document.body && document.body.innerText.includes('csrf-check-failed')");
        }
        visit(listed);
        assertEquals(200, status("POST", "/v1/sessions/refresh", Map.of("X-Csrf", "1")));
        assertEquals(204, status("DELETE", "/v1/sessions/current", Map.of("X-Csrf", "1")));
    }

    /** Opens the page under a path of its own, so that it is told from the one before. */
    private void visit(BlankPage page) {
        String address = page.origin() + "/" + ++visits;
        browser.open(address);
        browser.waitFor("location.href === '" + address + "' && document.title === 'A page'");
    }

    private JsonNode logIn() throws JsonProcessingException {
        return call(
                "POST",
                "/v1/sessions",
                Map.of("Content-Type", "application/json"),
                JSON.writeValueAsString(
                        Map.of(
                                "email",
                                person.email(),
                                "password",
                                person.password(),
                                "tokenTransport",
                                "cookie")));
    }

    private int status(String method, String path, Map<String, String> fields)
            throws JsonProcessingException {
        return call(method, path, fields, null).path("status").asInt(-1);
    }

    /** What the page's script gets; status 0 when the browser keeps the answer from it. */
    private JsonNode call(String method, String path, Map<String, String> fields, String body)
            throws JsonProcessingException {
        String options =
                JSON.writeValueAsString(
                        body == null
                                ? Map.of(
                                        "method", method,
                                        "credentials", "include",
                                        "headers", fields)
                                : Map.of(
                                        "method", method,
                                        "credentials", "include",
                                        "headers", fields,
                                        "body", body));
        return browser.evaluate(
                """
                fetch('%s', %s)
                    .then(async answer => ({status: answer.status, body: await answer.text()}))
                    .catch(refused => ({status: 0, body: String(refused)}))
                """
                        .formatted(suite.url(path), options));
    }
}
