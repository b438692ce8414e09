package tv.natomultimedia.account.partner.keycloak;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Which Keycloak partners' clients live in, and how long it is waited for. */
@ConfigMapping(prefix = "partners.keycloak")
public interface KeycloakRules {

    /**
     * Where this service reaches Keycloak, such as {@code https://keycloak.internal}. Needed with
     * {@code partners.adapter=keycloak}, and as long as a partner's client lives there. The issuer
     * of the tokens is Keycloak's own affair ({@code KC_HOSTNAME}).
     */
    Optional<URI> url();

    /** The realm of the import file {@code natomultimedia-partners-realm.json}. */
    @WithDefault("natomultimedia-partners")
    String realm();

    /** The client of that realm that may manage clients, and nothing else. */
    @WithDefault("natomultimedia-account-service")
    String clientId();

    /** Its secret, which Keycloak is given as {@code KEYCLOAK_PROVISIONING_SECRET}. */
    Optional<String> clientSecret();

    /**
     * How long one call may take. Shorter frees callers sooner from a Keycloak that hangs; shorter
     * than it takes under load refuses what would have succeeded.
     */
    @WithDefault("PT5S")
    Duration timeout();

    /**
     * How long all calls of one change may take together; less than half of {@code partners.lease}.
     */
    @WithDefault("PT20S")
    Duration patience();

    /**
     * How long a call that was given up may still take effect in Keycloak. Longer keeps the
     * reconciler at it longer; shorter than true may leave a client behind that nobody knows.
     */
    @WithDefault("PT1M")
    Duration settlingTime();
}
