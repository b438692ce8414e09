package tv.natomultimedia.account.feed;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.matchesPattern;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tv.natomultimedia.account.revocation.Revocations;
import tv.natomultimedia.account.token.AccessTokens;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.World;

@QuarkusTest
@World
class RevocationsTest {

    @Inject Revocations revocations;
    @Inject AccessTokens accessTokens;

    @Test
    void aServiceReadsWhatHasEnded() {
        long start = end();
        UUID account = UUID.randomUUID();
        QuarkusTransaction.requiringNew().run(() -> revocations.accountEnded(account, null));
        Response answer = read("?wait=10&after=" + start);
        answer.then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body(member("items.kind", contains("account")))
                .body(member("items.subject", contains(account.toString())))
                .body(member("items[0].sequence", instanceOf(Long.class)))
                .body(
                        member(
                                "items[0].notBefore",
                                matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")))
                .body(member("next", equalTo(answer.<Long>path("items[0].sequence"))));
        read("?wait=0&after=" + answer.<Long>path("next"))
                .then()
                .statusCode(200)
                .body(member("items", empty()));
    }

    @Test
    void onlyServicesWithTheScopeReadIt() {
        given().get("/internal/revocations?wait=x")
                .then()
                .statusCode(401)
                .body(member("type", equalTo("urn:problem:unauthorized")));
        String other =
                accessTokens.forService("gateway", "account-api", Set.of("internal.x")).token();
        for (String token : new String[] {People.registered().accessToken(), other}) {
            given().auth()
                    .oauth2(token)
                    .get("/internal/revocations?wait=x")
                    .then()
                    .statusCode(403)
                    .body(member("type", equalTo("urn:problem:insufficient-scope")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after=-1",
                "after=x",
                "after=1.5",
                "after=9999999999999999999",
                "wait=31",
                "wait=-1",
                "wait=x",
                "since=1"
            })
    void aParameterThatIsNoneIsNamed(String query) {
        read("?" + query)
                .then()
                .statusCode(400)
                .body(member("type", equalTo("urn:problem:invalid-parameter")))
                .body(member("violations.field", contains(query.split("=")[0])));
    }

    @Test
    void aPositionThatWasNeverGivenIsSaidPlainly() {
        read("?after=" + (end() + 1))
                .then()
                .statusCode(410)
                .body(member("type", equalTo("urn:problem:feed-position-unknown")));
    }

    private long end() {
        JsonPath page = read("").jsonPath();
        while (!page.getList("items").isEmpty()) {
            page = read("?after=" + page.getLong("next")).jsonPath();
        }
        return page.getLong("next");
    }

    private Response read(String query) {
        String token =
                accessTokens
                        .forService("media-service", "account-api", Set.of("internal.accounts"))
                        .token();
        return given().auth().oauth2(token).get("/internal/revocations" + query);
    }
}
