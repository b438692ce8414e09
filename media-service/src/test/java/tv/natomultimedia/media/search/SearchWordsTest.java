package tv.natomultimedia.media.search;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;

/** What words find, in which order, and how they are marked. */
@QuarkusTest
class SearchWordsTest {

    @Inject MadeUpItems madeUp;

    @AfterEach
    void removeItems() {
        madeUp.remove();
    }

    @Test
    void wordsAreFoundInTheirOtherForms() {
        search("q=minehunter").body(member("items.slug", hasItem("the-minehunters-of-zeebrugge")));
        search("q=chasseur de mines")
                .body(member("items.slug", hasItem("les-chasseurs-de-mines-de-zeebruges")));
    }

    @Test
    void accentsAreFoldedBothWays() {
        for (String words : List.of("Šiauliai", "siauliai", "SIAULIAI", "S\u030Ciauliai")) {
            search("q=" + words)
                    .body(member("items.slug", hasItem("baltic-air-policing-siauliai-scramble")));
        }
        assertEquals(total("q=assemblée générale"), total("q=assemblee generale"));
        assertTrue(total("q=assemblée générale") > 0);
    }

    @Test
    void quotesExclusionsAndAlternativesAreUnderstood() {
        assertTrue(total("q=\"general assembly\"") > 0);
        assertEquals(0, total("q=\"assembly general\""));
        int ships = total("q=ships");
        int without = total("q=ships -minehunters");
        assertTrue(0 < without && without < ships, ships + " " + without);
        search("q=ships -minehunters&limit=100")
                .body(member("items.slug", not(hasItem("the-minehunters-of-zeebrugge"))));
        assertTrue(total("q=minehunters or Stoltenberg") > total("q=minehunters"));
    }

    @Test
    void anExclusionHoldsInEveryLanguage() {
        madeUp.published(
                "excluded",
                new Text("en", "Quixotic running", null, List.of(), null),
                MadeUpItems.LONG_AGO);
        assertEquals(1, total("q=quixotic"));
        assertEquals(0, total("q=quixotic -running"));
        assertEquals(1, total("q=quixotic -flying"));
    }

    @Test
    void stopWordsAloneFindNothingInTheirLanguage() {
        search("q=the&language=en").statusCode(200).body(member("items", empty()));
        search("q=?!&limit=5").statusCode(200).body(member("items", empty()));
    }

    @Test
    void blankWordsAreNoWords() {
        assertEquals(total("sort=publishedAt"), total("q=  "));
    }

    @Test
    void relevancePutsTitlesBeforeTexts() {
        madeUp.published("in-title", Text.titled("Zanzibarium"), MadeUpItems.LONG_AGO);
        madeUp.published(
                "in-summary",
                new Text("en", "Another", "Of zanzibarium", List.of(), null),
                MadeUpItems.LONG_AGO.plusSeconds(9));
        search("q=zanzibarium&sort=relevance")
                .body(
                        member(
                                "items.slug",
                                contains(
                                        MadeUpItems.slug("in-title"),
                                        MadeUpItems.slug("in-summary"))));
        search("q=zanzibarium")
                .body(
                        member(
                                "items.slug",
                                contains(
                                        MadeUpItems.slug("in-summary"),
                                        MadeUpItems.slug("in-title"))));
    }

    @Test
    void highlightsAreEscapedHtml() {
        madeUp.published(
                "markup",
                new Text(
                        "en",
                        "Zanzibarium & <img src=x onerror=alert(1)> \uE000\"quoted\"",
                        "Nothing here",
                        List.of(),
                        null),
                MadeUpItems.LONG_AGO);
        JsonPath found = search("q=zanzibarium").extract().jsonPath();
        String title = found.getString("items[0].highlights.title");
        assertTrue(title.startsWith("<mark>Zanzibarium</mark> &amp; "), title);
        assertTrue(title.contains("&quot;quoted&quot;"), title);
        assertFalse(title.replaceAll("</?mark>", "").contains("<"), title);
        assertFalse(found.getMap("items[0].highlights").containsKey("summary"));
    }

    @Test
    void highlightsComeOnlyWithWords() {
        search("limit=1").body(member("items[0]", not(hasKey("highlights"))));
        search("q=Šiauliai&limit=1")
                .body(
                        member(
                                "items[0].highlights.title",
                                equalTo(
                                        "Baltic Air Policing: practice scramble at <mark>Šiauliai</mark>")));
    }

    private static int total(String query) {
        return Json.of(search(query + "&limit=1").statusCode(200).extract()).path("total.value");
    }

    private static ValidatableResponse search(String query) {
        return given().get("/v1/media?" + query).then();
    }
}
