package tv.natomultimedia.account.token;

import java.util.Map;
import tv.natomultimedia.account.oauth.ReachableIssuer;

/** Keys and tokens that live for seconds, so that a test sees several generations of them. */
public final class RotatingKeys extends ReachableIssuer {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = super.getConfigOverrides();
        overrides.putAll(
                Map.of(
                        "token.rotation", "P30D",
                        "token.lifetime", "PT10S",
                        "token.service-lifetime", "PT10S",
                        "token.partner-lifetime", "PT10S",
                        "token.key-set-max-age", "PT1S",
                        "token.verifier-refresh", "PT1S",
                        "token.key-check", "1s",
                        "token.key-margin", "PT1S"));
        return overrides;
    }
}
