package tv.natomultimedia.account.oauth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.World;

/** RFC 9068 wants RS256 to be available; it is, by configuration. */
@QuarkusTest
@TestProfile(Rs256Test.Configured.class)
@World
class Rs256Test {

    @ConfigProperty(name = "public-url")
    String issuer;

    @ConfigProperty(name = "service-clients.newsletter.secret")
    String secret;

    public static final class Configured extends ReachableIssuer {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = super.getConfigOverrides();
            overrides.put("token.algorithm", "RS256");
            return overrides;
        }
    }

    @Test
    void peoplesTokensAreSignedAndVerifiedWithIt() {
        String token = People.registered().accessToken();
        assertEquals(
                "RS256",
                JsonPath.from(
                                new String(
                                        Base64.getUrlDecoder().decode(token.split("\\.")[0]),
                                        StandardCharsets.UTF_8))
                        .getString("alg"));
        People.account(token).then().statusCode(200);
        JsonPath set =
                given().get("/oauth2/jwks")
                        .then()
                        .body(member("keys.alg", everyItem(equalTo("RS256"))))
                        .body(member("keys.kty", everyItem(equalTo("RSA"))))
                        .extract()
                        .jsonPath();
        for (String modulus : set.<String>getList("keys.n")) {
            assertEquals(3072 / Byte.SIZE, Base64.getUrlDecoder().decode(modulus).length);
        }
        assertEquals(2, set.getList("keys").size());
    }

    @Test
    void clientsThatNobodyHereWroteVerifyIt() throws Exception {
        ForeignClientsTest.assertAllOfThemDo(
                "RS256", issuer, "newsletter-service", secret, "internal.media");
    }
}
