package tv.natomultimedia.gateway.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.gateway.portal.PortalServices.BODIES;
import static tv.natomultimedia.gateway.portal.PortalServices.CALLS;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.gateway.FakeServices;
import tv.natomultimedia.gateway.routing.GatewayServer;

/** The pages in a real browser, against services that answer as the contract says. */
@QuarkusTest
@QuarkusTestResource(FakeServices.Ports.class)
class BrowserTest {

    private static Browser browser;

    @Inject GatewayServer server;

    @BeforeAll
    static void startBrowser() throws IOException, InterruptedException {
        browser = Browser.start().orElse(null);
        PortalServices.start();
    }

    @AfterAll
    static void stopBrowser() throws IOException {
        FakeServices.stopAll();
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void assume() {
        Assumptions.assumeTrue(browser != null, "no Chromium is installed");
        PortalServices.forget();
    }

    @Test
    void anAddressIsConfirmedByKeyboardAlone() {
        browser.open(url("/portal/verify?flow=f1"));
        browser.waitFor("document.querySelector('form').dataset.ready !== undefined");
        browser.type("#code", "000000");
        browser.pressEnter();
        browser.waitFor("document.querySelector('.message.bad')");
        assertTrue(browser.text().contains("Attempts left: 4"), browser.text());
        browser.evaluate("document.querySelector('#code').value = ''");
        browser.type("#code", "123456");
        browser.pressEnter();
        browser.waitFor("document.querySelector('.message.good')");
        assertTrue(browser.text().contains("You are logged in."), browser.text());
        assertEquals(
                "123456", BODIES.get("POST /v1/registrations/f1/verification").getString("code"));
    }

    @Test
    void thePageTellsWhichFormOfCodeTheMailCarries() {
        for (String page : List.of("/portal/verify?flow=f1", "/portal/reset?flow=r1")) {
            browser.open(url(page));
            browser.waitFor(
                    "document.querySelector('[data-code-hint]').innerText === 'It has six digits.'");
            assertEquals("numeric", inputMode());
            browser.click("[data-resend]");
            browser.waitFor(
                    "document.querySelector('[data-code-hint]').innerText.includes('twelve letters')");
            assertEquals("text", inputMode());
        }
        browser.open(url("/portal/verify?flow=f1"));
        browser.waitFor("document.querySelector('form').dataset.ready !== undefined");
        browser.type("#code", "7K3M-0PQR-1XYZ");
        browser.pressEnter();
        browser.waitFor("document.querySelector('.message.good')");
        assertEquals(
                "7K3M-0PQR-1XYZ",
                BODIES.get("POST /v1/registrations/f1/verification").getString("code"));
    }

    private static String inputMode() {
        return browser.evaluate("document.querySelector('#code').inputMode").asText();
    }

    @Test
    void aNewsletterIsConfirmedOnTheSamePageAndNewCodesCanBeSent() {
        browser.open(url("/portal/verify?flow=n1&kind=newsletter"));
        browser.waitFor("document.querySelector('form').dataset.ready !== undefined");
        browser.click("[data-resend]");
        browser.waitFor("document.querySelector('.message.good')");
        assertTrue(CALLS.contains("POST /v1/newsletter/subscriptions/n1/code"), CALLS.toString());
        browser.type("#code", "123456");
        browser.pressEnter();
        browser.waitFor(
                "document.querySelector('.message').innerText.includes('You are subscribed')");
        assertFalse(
                CALLS.stream().anyMatch(call -> call.contains("/v1/registrations")),
                CALLS.toString());
    }

    @Test
    void anAddressWithoutItsFlowOrTokenSaysWhereToFindIt() {
        browser.open(url("/portal/verify"));
        browser.waitFor("document.querySelector('.message.bad')");
        assertTrue(browser.text().contains("by the link in the mail"), browser.text());
        browser.open(url("/portal/preferences"));
        browser.waitFor("document.querySelector('.message.bad')");
        assertTrue(
                browser.text().contains("Use the link at the end of one of our mails"),
                browser.text());
        assertEquals(
                "none",
                browser.evaluate("getComputedStyle(document.querySelector('form')).display")
                        .asText());
        assertEquals(List.of(), CALLS);
    }

    @Test
    void registeringLeadsToTheCode() {
        browser.open(url("/portal/register"));
        browser.waitFor("document.querySelectorAll('[data-rules] li').length === 1");
        browser.type("#email", "ada@example.org");
        browser.type("#password", "Correct-Horse-42");
        browser.waitFor("document.querySelector('.kept')");
        browser.pressEnter();
        browser.waitFor("location.pathname === '/portal/verify'");
        JsonObject sent = BODIES.get("POST /v1/registrations");
        assertEquals("ada@example.org", sent.getString("email"));
        assertEquals(false, sent.getBoolean("newsletter"));
    }

    @Test
    void aPasswordIsResetInThreeSteps() {
        browser.open(url("/portal/reset"));
        browser.waitFor("document.activeElement.id === 'email'");
        browser.type("#email", "ada@example.org");
        browser.pressEnter();
        browser.waitFor("location.search === '?flow=r1' && document.activeElement.id === 'code'");
        browser.type("#code", "123 456");
        browser.pressEnter();
        browser.waitFor("document.activeElement.id === 'password'");
        browser.type("#password", "Correct-Horse-43");
        browser.pressEnter();
        browser.waitFor("document.querySelector('.message.good')");
        assertEquals(
                "token", BODIES.get("PUT /v1/password-resets/r1/password").getString("resetToken"));
    }

    @Test
    void preferencesAreShownWithoutChangingAnythingAndSavedOnRequest() {
        browser.open(url("/portal/preferences/tok%C3%A9n"));
        browser.waitFor("!document.querySelector('form').hidden");
        assertFalse(CALLS.stream().anyMatch(call -> !call.startsWith("GET ")), CALLS.toString());
        assertTrue(browser.text().contains("a•••@example.org: You receive"), browser.text());
        assertTrue(browser.text().contains("Subscribed since"), browser.text());
        assertEquals(
                1, browser.evaluate("document.querySelectorAll('input:checked').length").asInt());
        browser.click("[value=weekly]");
        browser.click("form button");
        browser.waitFor("document.querySelector('.message.good')");
        JsonObject saved = BODIES.get("PUT /v1/newsletter/preferences/tok%C3%A9n");
        assertEquals(new JsonArray().add("daily").add("weekly"), saved.getJsonArray("lists"));
        assertEquals("fr", saved.getString("locale"));
    }

    @Test
    void anUnknownPreferenceLinkSaysSo() {
        browser.open(url("/portal/preferences?token=unknown"));
        browser.waitFor("document.querySelector('.message.bad')");
        assertTrue(browser.text().contains("Not found"), browser.text());
    }

    @Test
    void aMediaPagePlaysThePreviewAndOffersDownloadsOnceLoggedIn() {
        browser.open(url("/portal/login"));
        browser.waitFor("document.querySelector('form')");
        browser.type("#email", "ada@example.org");
        browser.type("#password", "Correct-Horse-42");
        browser.pressEnter();
        browser.waitFor("document.querySelector('.message.good')");
        browser.open(url("/portal/media/an-item"));
        browser.waitFor("document.querySelector('video source')");
        assertEquals(
                "A <b>title</b>",
                browser.evaluate("document.querySelector('h1').innerText").asText());
        assertTrue(
                browser.evaluate("document.querySelector('source').src")
                        .asText()
                        .endsWith("/m/1/preview.mp4"));
        assertEquals("en", browser.evaluate("document.querySelector('track').srclang").asText());
        browser.click(".media section button");
        browser.waitFor("document.querySelector('.message.good a')");
        assertTrue(
                CALLS.contains("POST /v1/media/i1/renditions/r1/downloads Bearer access"),
                CALLS.toString());
    }

    @Test
    void whatWasWithdrawnSaysWhy() {
        browser.open(url("/portal/media/withdrawn"));
        browser.waitFor("document.querySelector('.message.bad')");
        assertTrue(browser.text().contains("No longer available"), browser.text());
        assertTrue(browser.text().contains("Not <b>cleared</b>."), browser.text());
    }

    @Test
    void changedTermsAreShownAndTheDownloadGoesOnOnceTheyAreAccepted() {
        browser.open(url("/portal/login"));
        browser.waitFor("document.querySelector('form')");
        browser.type("#email", "ada@example.org");
        browser.type("#password", "Correct-Horse-42");
        browser.pressEnter();
        browser.waitFor("document.querySelector('.message.good')");
        browser.open(url("/portal/media/an-item"));
        browser.waitFor("document.querySelectorAll('.media section button').length === 2");
        browser.click(".media section li:last-child button");
        browser.waitFor("document.querySelector('[data-accept]')");
        assertTrue(browser.text().contains("Usage terms, version 2"), browser.text());
        assertTrue(browser.text().contains("Second <i>paragraph</i>."), browser.text());
        assertFalse(BODIES.containsKey("PUT /v1/usage-terms/acceptance"));
        browser.click("[data-accept]");
        browser.waitFor("document.querySelector('.message.good a')");
        assertEquals(2, BODIES.get("PUT /v1/usage-terms/acceptance").getInteger("version"));
        assertTrue(CALLS.contains("PUT /v1/usage-terms/acceptance Bearer access"));
    }

    @Test
    void theReferenceDrawsItselfFromThisOriginUnderItsPolicy() {
        browser.open(url("/docs"));
        browser.waitFor("document.querySelector('.opblock')");
        assertTrue(browser.text().contains("NATO Multimedia API"), browser.text());
        browser.click(".opblock-summary-control");
        browser.waitFor("document.querySelector('.opblock-body')");
        assertEquals(List.of(), browser.complaints());
        for (String requested : browser.requested()) {
            assertTrue(requested.startsWith(url("")) || requested.startsWith("data:"), requested);
        }
    }

    @Test
    void theStartPageCausesNoComplaint() {
        browser.open(url("/"));
        browser.waitFor("document.querySelector('h1')");
        browser.waitFor("document.readyState === 'complete'");
        assertEquals(List.of(), browser.complaints());
        assertEquals(
                "rgb(16, 36, 62)",
                browser.evaluate("getComputedStyle(document.querySelector('.bar')).backgroundColor")
                        .asText()
                        .replace("rgb(11, 24, 40)", "rgb(16, 36, 62)"));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }
}
