package tv.natomultimedia.media.startup;

import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses to start in production on settings that are fine on a developer's machine only, and
 * anywhere on a key that is none.
 */
public final class ProductionChecks {

    /** The value of {@code media.link-key} in the source, which everybody knows. */
    static final String PUBLIC_LINK_KEY = "bmF0b211bHRpbWVkaWEtZGVmYXVsdC1saW5rLWtleSE=";

    /** The value of {@code service-clients.media.secret} in the source. */
    static final String PUBLIC_CLIENT_SECRET = "dGVzdC1tZWRpYS1zZWNyZXQtMDAwMDAwMDAwMDAwMDA=";

    private static final String KEYCLOAK = "caller.issuers.keycloak.issuer";
    private static final int KEY_BYTES = 32;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

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
        if (!isKey(text("media.link-key"))) {
            faults.add("media.link-key (MEDIA_LINK_KEY) must be base64 of 32 random bytes");
        }
        if (text("files.adapter").equals("s3") && text("files.s3.bucket").isBlank()) {
            faults.add("files.s3.bucket (FILES_S3_BUCKET) is missing, and files.adapter is s3");
        }
        boolean s3 = text("files.adapter").equals("s3");
        if (text("download.delivery").equals("presigned-redirect") && !s3) {
            faults.add("download.delivery=presigned-redirect needs files.adapter=s3");
        }
        if (text("download.delivery").equals("x-accel-redirect") && s3) {
            faults.add("download.delivery=x-accel-redirect needs files.adapter=folder");
        }
        if (production) {
            if (text("media.link-key").equals(PUBLIC_LINK_KEY)) {
                faults.add("media.link-key (MEDIA_LINK_KEY) is the public default");
            }
            String secret = text("service-clients.media.secret");
            if (secret.isBlank() || secret.equals(PUBLIC_CLIENT_SECRET)) {
                faults.add(
                        "service-clients.media.secret (SERVICE_CLIENTS_MEDIA_SECRET) is missing or"
                                + " the public default");
            }
            if (!text(KEYCLOAK).isBlank() && !isSecure(text(KEYCLOAK))) {
                faults.add(KEYCLOAK + " (CALLER_ISSUERS_KEYCLOAK_ISSUER) must be an https URL");
            }
            if (text("quarkus.datasource.jdbc.url").isBlank()) {
                faults.add("quarkus.datasource.jdbc.url (QUARKUS_DATASOURCE_JDBC_URL) is missing");
            }
            if (text("smtp.host").isBlank() || LOOPBACK.contains(text("smtp.host"))) {
                faults.add("smtp.host (SMTP_HOST) must be a relay for notices of webhooks");
            }
            if (!isSecure(text("public-url"))) {
                faults.add("public-url (PUBLIC_URL) must be an https URL");
            }
        }
        return faults;
    }

    private String text(String property) {
        return Optional.ofNullable(config.getConfigValue(property).getValue()).orElse("");
    }

    private static boolean isKey(String text) {
        try {
            return Base64.getDecoder().decode(text).length == KEY_BYTES;
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
