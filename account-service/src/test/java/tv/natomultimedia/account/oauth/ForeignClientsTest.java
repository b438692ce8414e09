package tv.natomultimedia.account.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.token.RotatingKeys;
import tv.natomultimedia.account.world.Administrators;
import tv.natomultimedia.account.world.Newsrooms;
import tv.natomultimedia.account.world.Newsrooms.Newsroom;
import tv.natomultimedia.account.world.World;

/** A partner's client, with the default algorithm; how long keys live is nothing to it. */
@QuarkusTest
@TestProfile(RotatingKeys.class)
@World
class ForeignClientsTest {

    @ConfigProperty(name = "public-url")
    String issuer;

    @Inject Administrators administrators;

    @Test
    void clientsThatNobodyHereWroteObtainTokensAndVerifyThem() throws Exception {
        Newsroom partner = Newsrooms.created(administrators.registered().accessToken(), Map.of());
        assertAllOfThemDo("ES256", issuer, partner.clientId(), partner.secret(), "media.read");
    }

    static void assertAllOfThemDo(
            String algorithm, String issuer, String client, String secret, String scope)
            throws Exception {
        Map<String, JsonNode> found =
                ForeignClients.obtainAndVerify(
                        Map.of(
                                "ISSUER", issuer,
                                "CLIENT_ID", client,
                                "CLIENT_SECRET", secret,
                                "SCOPE", scope,
                                "AUDIENCE", "media-api"));
        for (String library : new String[] {"openid-client", "oauth4webapi"}) {
            for (String way : new String[] {"client_secret_basic", "client_secret_post"}) {
                JsonNode token = found.get(library + " " + way);
                assertEquals(algorithm, token.get("algorithm").asText());
                assertEquals(client, token.get("client").asText());
                assertEquals(scope, token.get("scope").asText());
            }
            JsonNode refused = found.get(library + " wrong secret");
            assertEquals("invalid_client", refused.get("error").asText());
            assertEquals("basic", refused.get("challenge").asText());
        }
    }
}
