package tv.natomultimedia.account.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.World;

/** With the default algorithm. */
@QuarkusTest
@TestProfile(ReachableIssuer.class)
@World
class ForeignClientsTest {

    @ConfigProperty(name = "public-url")
    String issuer;

    @ConfigProperty(name = "service-clients.newsletter.secret")
    String secret;

    @Test
    void clientsThatNobodyHereWroteObtainTokensAndVerifyThem() throws Exception {
        assertAllOfThemDo("ES256", issuer, secret);
    }

    static void assertAllOfThemDo(String algorithm, String issuer, String secret) throws Exception {
        Map<String, JsonNode> found =
                ForeignClients.obtainAndVerify(
                        Map.of(
                                "ISSUER", issuer,
                                "CLIENT_ID", "newsletter-service",
                                "CLIENT_SECRET", secret,
                                "SCOPE", "internal.media",
                                "AUDIENCE", "media-api"));
        for (String library : new String[] {"openid-client", "oauth4webapi"}) {
            for (String way : new String[] {"client_secret_basic", "client_secret_post"}) {
                JsonNode token = found.get(library + " " + way);
                assertEquals(algorithm, token.get("algorithm").asText());
                assertEquals("newsletter-service", token.get("client").asText());
                assertEquals("internal.media", token.get("scope").asText());
            }
            JsonNode refused = found.get(library + " wrong secret");
            assertEquals("invalid_client", refused.get("error").asText());
            assertEquals("basic", refused.get("challenge").asText());
        }
    }
}
