package tv.natomultimedia.account.startup;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import tv.natomultimedia.account.password.PasswordHashRules;

/** What production must not run without, each said in one line that names the setting. */
public final class ProductionReadiness {

    private static final List<String> SECRETS =
            List.of(
                    "account.key-encryption-key",
                    "account.code-key",
                    "account.refresh-key",
                    "service-clients.gateway.secret",
                    "service-clients.media.secret",
                    "service-clients.newsletter.secret");
    private static final Set<String> LOOPBACK =
            Set.of("localhost", "127.0.0.1", "::1", "[::1]", "0.0.0.0");

    private static final Set<String> ENCRYPTED = Set.of("starttls", "tls");

    /** OWASP's recommended sets run from 7 MiB with five passes to 46 MiB with one. */
    private static final int LEAST_KIBIBYTES = 7168;

    private static final int LEAST_KIBIBYTES_TIMES_PASSES = 35_840;

    private final Config config;

    /** Checks this configuration. */
    public ProductionReadiness(Config config) {
        this.config = config;
    }

    /** The first reason not to start, if there is one. */
    public Optional<String> refusal() {
        return secrets()
                .or(this::database)
                .or(this::relay)
                .or(this::publicUrl)
                .or(() -> origins("cors.origins"))
                .or(() -> origins("return-to.origins"))
                .or(this::keycloak)
                .or(this::passwordHash);
    }

    private Optional<String> secrets() {
        return SECRETS.stream().flatMap(setting -> secret(setting).stream()).findFirst();
    }

    private Optional<String> secret(String setting) {
        Optional<String> value = value(setting);
        if (value.isEmpty()) {
            return refused(setting, "is not set; give it base64 of 32 random bytes");
        }
        return value.get().equals(config.getConfigValue("%test." + setting).getValue())
                ? refused(setting, "has the value of the tests; give it base64 of 32 random bytes")
                : Optional.empty();
    }

    private Optional<String> database() {
        String setting = "quarkus.datasource.jdbc.url";
        Optional<String> given =
                Optional.ofNullable(config.getConfigValue(setting))
                        .filter(value -> !isEmbedded(value.getSourceName()))
                        .map(value -> value.getValue())
                        .filter(url -> !url.isBlank());
        return given.isPresent()
                ? Optional.empty()
                : refused(setting, "is not set; production needs a PostgreSQL of its own");
    }

    private Optional<String> relay() {
        String setting = "smtp.host";
        String host = value(setting).orElse("localhost").toLowerCase(Locale.ROOT);
        if (LOOPBACK.contains(host)) {
            return refused(setting, "is " + host + "; production needs an SMTP relay");
        }
        if (value("smtp.encryption").filter(ENCRYPTED::contains).isEmpty()) {
            return refused("smtp.encryption", "must be starttls or tls; mails hold codes");
        }
        return value("mail.from").filter(from -> !from.contains("localhost")).isPresent()
                ? Optional.empty()
                : refused("mail.from", "is not set; give it the sender of mails");
    }

    private Optional<String> publicUrl() {
        return value("public-url").filter(url -> isHttps(url)).isPresent()
                ? Optional.empty()
                : refused("public-url", "must be an https origin");
    }

    private Optional<String> origins(String setting) {
        for (String origin : value(setting).orElse("").split(",")) {
            if (!origin.isBlank() && (origin.contains("*") || !isHttps(origin.strip()))) {
                return refused(setting, "must list https origins, without wildcards");
            }
        }
        return Optional.empty();
    }

    /** Where it is used: for new partners, or still for some that there are. */
    private Optional<String> keycloak() {
        String setting = "partners.keycloak.url";
        Optional<String> url = value(setting);
        if (url.isEmpty() && value("partners.adapter").filter("keycloak"::equals).isEmpty()) {
            return Optional.empty();
        }
        return url.filter(ProductionReadiness::isHttps).isPresent()
                ? secret("partners.keycloak.client-secret")
                : refused(setting, "must be an https URL; secrets of partners go there");
    }

    private Optional<String> passwordHash() {
        String setting = "password-hash.memory-kibibytes";
        int kibibytes = Integer.parseInt(value(setting).orElse(PasswordHashRules.MEMORY_KIBIBYTES));
        int passes =
                Integer.parseInt(
                        value("password-hash.iterations").orElse(PasswordHashRules.ITERATIONS));
        boolean enough =
                kibibytes >= LEAST_KIBIBYTES
                        && (long) kibibytes * passes >= LEAST_KIBIBYTES_TIMES_PASSES;
        return enough
                ? Optional.empty()
                : refused(setting, "and its iterations make a hash that costs too little");
    }

    private Optional<String> value(String setting) {
        return config.getOptionalValue(setting, String.class).filter(value -> !value.isBlank());
    }

    private static boolean isEmbedded(String source) {
        return source != null && source.toLowerCase(Locale.ROOT).contains("embedded");
    }

    private static boolean isHttps(String url) {
        try {
            URI uri = URI.create(url);
            return "https".equals(uri.getScheme()) && uri.getHost() != null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static Optional<String> refused(String setting, String reason) {
        String variable = setting.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return Optional.of(setting + " (" + variable + ") " + reason);
    }
}
