package tv.natomultimedia.account.token;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Keys and tokens that live for seconds, so that a test sees several generations of them. */
public final class RotatingKeys implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "token.rotation", "P30D",
                "token.lifetime", "PT10S",
                "token.service-lifetime", "PT10S",
                "token.partner-lifetime", "PT10S",
                "token.key-set-max-age", "PT1S",
                "token.verifier-refresh", "PT1S",
                "token.key-check", "1s",
                "token.key-margin", "PT1S");
    }
}
