package tv.natomultimedia.newsletter.startup;

import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses to start in production on settings that are fine on a developer's machine only, and
 * anywhere on a key that is none.
 */
public final class ProductionChecks {

    /** The values of the keys in the source, which everybody knows. */
    private static final Map<String, String> PUBLIC_KEYS =
            Map.of(
                    "newsletter.code-key", "bmF0b211bHRpbWVkaWEtcHVibGljLWNvZGUta2V5ISE=",
                    "newsletter.link-key", "bmF0b211bHRpbWVkaWEtcHVibGljLWxpbmsta2V5ISE=",
                    "service-clients.newsletter.secret",
                            "dGVzdC1uZXdzbGV0dGVyLXNlY3JldC0wMDAwMDAwMDA=");

    private static final int KEY_BYTES = 32;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private static final Set<String> ENCRYPTED = Set.of("starttls", "tls");

    private final Config config;

    /** Checks this configuration. */
    public ProductionChecks(Config config) {
        this.config = config;
    }

    /** Every reason not to start, in one line that names the settings; empty when there is none. */
    public Optional<String> refusal(boolean production) {
        List<String> faults = faults(production);
        return faults.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", faults));
    }

    List<String> faults(boolean production) {
        List<String> faults = new ArrayList<>();
        PUBLIC_KEYS.keySet().stream()
                .sorted()
                .filter(key -> !isKey(text(key)))
                .forEach(key -> faults.add(named(key) + " must be base64 of 32 random bytes"));
        if (production) {
            PUBLIC_KEYS.keySet().stream()
                    .sorted()
                    .filter(key -> text(key).equals(PUBLIC_KEYS.get(key)))
                    .forEach(key -> faults.add(named(key) + " is the public default"));
            require("quarkus.datasource.jdbc.url", faults);
            requireElsewhere("smtp.host", faults);
            requireSecure("public-url", faults);
            requireSecure("frontend.url", faults);
            if (!ENCRYPTED.contains(text("smtp.encryption"))) {
                faults.add(named("smtp.encryption") + " must be starttls or tls");
            }
        }
        return faults;
    }

    private void require(String property, List<String> faults) {
        if (text(property).isBlank()) {
            faults.add(named(property) + " is missing");
        }
    }

    /** Something that has a default for a developer's machine. */
    private void requireElsewhere(String property, List<String> faults) {
        String host = text(property);
        if (host.isBlank() || LOOPBACK.contains(host.toLowerCase(Locale.ROOT))) {
            faults.add(named(property) + " must name a relay that is not this machine");
        }
    }

    private void requireSecure(String property, List<String> faults) {
        if (!isSecure(text(property))) {
            faults.add(named(property) + " must be an https URL");
        }
    }

    private String text(String property) {
        return Optional.ofNullable(config.getConfigValue(property).getValue()).orElse("");
    }

    private static String named(String property) {
        String variable = property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        return property + " (" + variable + ")";
    }

    private static boolean isKey(String text) {
        try {
            return Base64.getDecoder().decode(text.strip()).length == KEY_BYTES;
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    private static boolean isSecure(String url) {
        try {
            return "https".equals(URI.create(url).getScheme());
        } catch (IllegalArgumentException noUrl) {
            return false;
        }
    }
}
