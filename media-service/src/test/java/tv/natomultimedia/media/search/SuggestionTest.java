package tv.natomultimedia.media.search;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;
import static tv.natomultimedia.media.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;

@QuarkusTest
class SuggestionTest {

    @Inject MadeUpItems madeUp;

    @AfterEach
    void removeItems() {
        madeUp.remove();
    }

    @Test
    void everyKindIsSuggestedWithoutRegardToAccents() {
        suggest("siaul").body(member("items[0].kind", equalTo("place")));
        suggest("siaul").body(member("items[0].slug", equalTo("siauliai")));
        suggest("MARIT").body(member("items[0].kind", equalTo("topic")));
        suggest("opérations aer").body(member("items[0].slug", equalTo("air-operations")));
        suggest("ounapuu")
                .body(member("items[0].kind", equalTo("person")))
                .body(member("items[0].text", equalTo("Kapten Liisa Õunapuu")))
                .body(member("items[0]", not(hasKey("slug"))));
        suggest("minehunters of")
                .body(member("items[0].kind", equalTo("title")))
                .body(member("items[0].slug", equalTo("the-minehunters-of-zeebrugge")));
    }

    @Test
    void whatBeginsSoComesFirstAndTenAreEnough() {
        suggest("n").body(member("items", hasSize(lessThanOrEqualTo(10))));
        suggest("nato")
                .body(member("items", hasSize(lessThanOrEqualTo(10))))
                .body("items[0].text.toLowerCase()", startsWith("nato"))
                .body(
                        member(
                                "items.kind",
                                everyItem(is(oneOf("title", "topic", "person", "place")))));
    }

    @Test
    void typingErrorsAreForgiven() {
        suggest("Stoltenbreg").body(member("items.text", hasItem("Jens Stoltenberg")));
        suggest("brusels").body(member("items.text", hasItem("NATO Headquarters, Brussels")));
    }

    @Test
    void typingErrorsAreForgivenInTitles() {
        Text wanted = Text.titled("Exercise Quiet Kettledrum");
        madeUp.published("quiet-kettledrum", wanted, MadeUpItems.LONG_AGO);
        for (String typed : List.of("exrcise", "kettledurm", "quite ketledrum", "exrcise kettle")) {
            suggest(typed).body(member("items.text", hasItem("Exercise Quiet Kettledrum")));
        }
    }

    @Test
    void titlesOfUnpublishedItemsAreNotGivenAway() {
        Text secret = Text.titled("Secret Zanzibarium");
        madeUp.draft("secret-title", secret);
        suggest("zanzibarum").body(member("items.text", not(hasItem("Secret Zanzibarium"))));
    }

    @Test
    void personsOfUnpublishedItemsAreNotGivenAway() {
        Text secret = new Text("en", "Draft", null, List.of(), "Xaver Zwiebelturm");
        var id = madeUp.draft("secret-person", secret);
        suggest("zwiebelturm").body(member("items", hasSize(0)));
        madeUp.change(id, item -> item.publish(MadeUpItems.LONG_AGO));
        suggest("zwiebelturm").body(member("items.text", hasItem("Xaver Zwiebelturm")));
    }

    @Test
    void aBeginningIsNeeded() {
        for (String query :
                List.of("", "?q=", "?q=%20", "?q=a&q=b", "?q=a&x=1", "?q=" + "a".repeat(101))) {
            given().urlEncodingEnabled(false)
                    .get("/v1/media/suggestions" + query)
                    .then()
                    .statusCode(400)
                    .body(member("type", equalTo("urn:problem:invalid-parameter")));
        }
        suggest("a".repeat(100)).body(member("items", hasSize(0)));
    }

    private static ValidatableResponse suggest(String typed) {
        return given().queryParam("q", typed).get("/v1/media/suggestions").then().statusCode(200);
    }
}
