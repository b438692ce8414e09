package tv.natomultimedia.newsletter.startup;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/**
 * Refuses to start in production on settings that are fine on a developer's machine only, and
 * anywhere on a key that is none.
 */
@ApplicationScoped
class ProductionChecks {

    /** The values of the keys in the source, which everybody knows. */
    private static final Map<String, String> PUBLIC_KEYS =
            Map.of(
                    "newsletter.code-key", "bmF0b211bHRpbWVkaWEtcHVibGljLWNvZGUta2V5ISE=",
                    "newsletter.link-key", "bmF0b211bHRpbWVkaWEtcHVibGljLWxpbmsta2V5ISE=");

    private static final int KEY_BYTES = 32;

    private final Config config;

    ProductionChecks(Config config) {
        this.config = config;
    }

    /** A refusal of one line: where in this code it was found helps nobody. */
    static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refusal(List<String> faults) {
            super("Refusing to start: " + String.join("; ", faults), null, false, false);
        }
    }

    /** Before anything is loaded or served. */
    void atStart(@Observes @Priority(1) StartupEvent start) {
        List<String> faults = faults(ConfigUtils.getProfiles().contains("prod"));
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
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
            requireChosen("quarkus.mailer.host", faults);
            requireSecure("public-url", faults);
            requireSecure("frontend.url", faults);
            if (Boolean.parseBoolean(text("quarkus.mailer.mock"))) {
                faults.add(named("quarkus.mailer.mock") + " must not be true");
            }
        }
        return faults;
    }

    private void require(String property, List<String> faults) {
        if (text(property).isBlank()) {
            faults.add(named(property) + " is missing");
        }
    }

    /** Something that has a default, which must not be relied upon. */
    private void requireChosen(String property, List<String> faults) {
        ConfigValue value = config.getConfigValue(property);
        boolean packaged =
                value.getSourceName() == null
                        || value.getSourceName().contains("application.properties");
        if (text(property).isBlank() || packaged) {
            faults.add(named(property) + " is missing");
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
