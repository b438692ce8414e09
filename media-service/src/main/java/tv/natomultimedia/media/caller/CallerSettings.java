package tv.natomultimedia.media.caller;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How access tokens are verified. */
@ConfigMapping(prefix = "caller")
interface CallerSettings {

    /** Whose tokens are believed, by a name of our own; nobody else's are. */
    Map<String, TrustedIssuer> issuers();

    /** The client in whose tokens {@code sub} is a person's account. */
    @WithDefault("natomultimedia-web")
    String personClient();

    /** The clients that are services of this suite; every other client is a partner. */
    @WithDefault("account-service,gateway,media-service,newsletter-service")
    Set<String> serviceClients();

    /**
     * How old an issuer's keys may become before they are fetched again in the background. Longer
     * spares requests, and a key that was taken back is believed for longer.
     */
    @WithDefault("5M")
    Duration keyRefreshInterval();

    /**
     * The least time between two fetches from one issuer caused by a key id that is not known.
     * Shorter notices an unannounced key sooner; it is also how often a stranger with made-up key
     * ids can make this service call the issuer.
     */
    @WithDefault("1M")
    Duration unknownKeyInterval();

    /** How long a fetch of the keys may take. Only the first one keeps requests waiting. */
    @WithDefault("3S")
    Duration keyFetchTimeout();

    /** One issuer, what its tokens look like and what they can say at most. */
    interface TrustedIssuer {

        /** What its tokens say in {@code iss}. Without it this issuer is switched off. */
        Optional<String> issuer();

        /** Where its keys are (RFC 7517). Required with {@link #issuer}. */
        Optional<URI> jwksUrl();

        /** The signature algorithms that it may use; none with a shared secret. */
        List<String> algorithms();

        /** The audience that a token must name. A token for another service is worth nothing. */
        @WithDefault("media-api")
        String audience();

        /** The {@code typ} of its tokens' header (RFC 9068). */
        @WithDefault("at+jwt")
        String type();

        /** Whom its tokens may speak for. A kind of caller has one issuer. */
        Set<Kind> kinds();

        /** The claims that may name the client; the first that is there counts. */
        @WithDefault("client_id")
        List<String> clientClaims();

        /** The scopes that its tokens can carry at most; others are left out. Empty means any. */
        Optional<Set<String>> scopes();
    }

    /** What a caller can be. */
    enum Kind {
        /** Somebody with an account. */
        PERSON,
        /** A newsroom's system. */
        PARTNER,
        /** Another service of the suite. */
        SERVICE
    }
}
