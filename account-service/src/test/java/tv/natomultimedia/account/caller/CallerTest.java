package tv.natomultimedia.account.caller;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.token.AccessTokens;
import tv.natomultimedia.account.world.Administrators;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.People.Someone;
import tv.natomultimedia.account.world.World;

@QuarkusTest
@World
class CallerTest {

    @Inject Administrators administrators;
    @Inject AccessTokens accessTokens;

    @Test
    void anAdministratorIsLetIn() {
        Someone grace = administrators.registered();
        get("admin", grace.accessToken()).then().statusCode(200).body(equalTo(grace.id()));
    }

    @Test
    void aPersonWithoutTheRoleIsNot() {
        Someone ada = People.registered();
        administrators.setRoles(ada.id(), "editor");
        String editor = Json.of(People.logIn(ada.email(), People.PASSWORD)).path("accessToken");
        for (String token : new String[] {ada.accessToken(), editor}) {
            get("admin", token)
                    .then()
                    .statusCode(403)
                    .body(member("type", equalTo("urn:problem:insufficient-role")));
        }
    }

    @Test
    void theRoleEndsWithTheAccountsAndBeginsWithTheTokens() {
        Someone grace = administrators.registered();
        administrators.setRoles(grace.id(), "editor");
        get("admin", grace.accessToken()).then().statusCode(403);
        Someone ada = People.registered();
        administrators.setRoles(ada.id(), "editor,admin");
        get("admin", ada.accessToken()).then().statusCode(403);
    }

    @Test
    void aServiceIsNoAdministratorAndAPersonNoService() {
        Someone grace = administrators.registered();
        get("admin", service("internal.accounts"))
                .then()
                .statusCode(403)
                .body(member("type", equalTo("urn:problem:insufficient-scope")));
        get("service", grace.accessToken())
                .then()
                .statusCode(403)
                .body(member("type", equalTo("urn:problem:insufficient-scope")))
                .header("WWW-Authenticate", containsString("scope=\"internal.accounts\""));
    }

    @Test
    void aServiceNeedsTheScope() {
        get("service", service("internal.accounts"))
                .then()
                .statusCode(200)
                .body(equalTo("gateway"));
        get("service", service("internal.other"))
                .then()
                .statusCode(403)
                .body(member("type", equalTo("urn:problem:insufficient-scope")));
    }

    @Test
    void nobodyIsAskedForAToken() {
        for (String path : new String[] {"admin", "service"}) {
            given().get("/test/callers/" + path)
                    .then()
                    .statusCode(401)
                    .body(member("type", equalTo("urn:problem:unauthorized")));
        }
    }

    private String service(String scope) {
        return accessTokens.forService("gateway", "account-api", Set.of(scope)).token();
    }

    private static Response get(String path, String token) {
        return given().auth().oauth2(token).get("/test/callers/" + path);
    }
}
