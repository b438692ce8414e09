package tv.natomultimedia.account.partner.keycloak;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Settings without a service around them. */
record FixedRules(Optional<URI> url, Optional<String> clientSecret) implements KeycloakRules {

    static final FixedRules NONE = new FixedRules(Optional.empty(), Optional.empty());

    static FixedRules at(URI url) {
        return new FixedRules(Optional.of(url), Optional.of("secret"));
    }

    @Override
    public String realm() {
        return "partners";
    }

    @Override
    public String clientId() {
        return "nobody";
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Duration settlingTime() {
        return Duration.ZERO;
    }
}
