package tv.natomultimedia.gateway.routing;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** In production, refuses to start on settings that are fit for a laptop only. */
@Singleton
class StartupChecks {

    private static final Logger LOG = Logger.getLogger(StartupChecks.class);
    private static final int BEFORE_THE_SERVER = 1;
    private static final List<String> UPSTREAMS = List.of("account", "media", "newsletter");

    private static final String CLIENT_SECRET = "service-clients.gateway.secret";

    /** The value of that setting in the source, which everybody knows. */
    static final String PUBLIC_CLIENT_SECRET = "dGVzdC1nYXRld2F5LXNlY3JldC0wMDAwMDAwMDAwMDA=";

    private final Config config;

    StartupChecks(Config config) {
        this.config = config;
    }

    void check(@Observes @Priority(BEFORE_THE_SERVER) StartupEvent event) {
        if (LaunchMode.current() == LaunchMode.NORMAL && ConfigUtils.isProfileActive("prod")) {
            List<String> objections = objections();
            if (!objections.isEmpty()) {
                // Thrown, it would be buried in stack traces; nothing has begun that must be ended.
                LOG.fatalf("Refusing to start: %s", String.join("; ", objections));
                Runtime.getRuntime().halt(1);
            }
        }
    }

    /** What is wrong for production, a sentence for each setting. */
    List<String> objections() {
        List<String> objections = new ArrayList<>();
        String publicUrl = value("public-url");
        if (!publicUrl.startsWith("https://")) {
            objections.add("public-url (PUBLIC_URL) must be an https origin");
        }
        for (String origin :
                config.getOptionalValues("cors.origins", String.class).orElse(List.of())) {
            if (!origin.startsWith("https://") || origin.contains("*")) {
                objections.add(
                        "cors.origins (CORS_ORIGINS) must list https origins without wildcards");
                break;
            }
        }
        String secret = value(CLIENT_SECRET);
        if (secret.isBlank() || secret.equals(PUBLIC_CLIENT_SECRET)) {
            objections.add(
                    CLIENT_SECRET
                            + " (SERVICE_CLIENTS_GATEWAY_SECRET) "
                            + (secret.isBlank() ? "is missing" : "is the public default"));
        }
        for (String upstream : UPSTREAMS) {
            checkUpstream(upstream + ".url", objections);
            checkUpstream(upstream + ".management-url", objections);
        }
        return objections;
    }

    private void checkUpstream(String setting, List<String> objections) {
        String host = Optional.ofNullable(URI.create(value(setting)).getHost()).orElse("");
        boolean here = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        if (host.isEmpty() || here) {
            objections.add(
                    "%s (%s) must name the service's host, it is %s"
                            .formatted(
                                    setting,
                                    setting.toUpperCase(Locale.ROOT)
                                            .replace('.', '_')
                                            .replace('-', '_'),
                                    here ? "this machine" : "missing"));
        }
    }

    private String value(String setting) {
        return config.getOptionalValue(setting, String.class).orElse("");
    }
}
