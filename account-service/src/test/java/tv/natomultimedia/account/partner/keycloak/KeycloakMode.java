package tv.natomultimedia.account.partner.keycloak;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** The service with partners in Keycloak. One for all tests of it, so that Keycloak starts once. */
public final class KeycloakMode implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(KeycloakServer.class));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("partners.keycloak.timeout", "PT4S");
    }
}
