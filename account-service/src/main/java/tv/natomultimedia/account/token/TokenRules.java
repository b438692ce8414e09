package tv.natomultimedia.account.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How access tokens are signed and how long they live. */
@ConfigMapping(prefix = "token")
public interface TokenRules {

    /**
     * What new keys are for. Another value takes effect with the next rotation, which then comes as
     * soon as the new key has been published for long enough; tokens signed before stay good.
     */
    @WithDefault("ES256")
    Algorithm algorithm();

    /**
     * Life of a person's token. Whoever verifies tokens without following the revocations notices a
     * logout no sooner than this.
     */
    @WithDefault("PT10M")
    Duration lifetime();

    /** Life of a service's token. */
    @WithDefault("PT5M")
    Duration serviceLifetime();

    /** Life of a partner's token; also how long a scope that is taken away lasts at most. */
    @WithDefault("PT5M")
    Duration partnerLifetime();

    /**
     * How long a key signs before the next one takes over by itself. Shorter limits what a key that
     * leaked unnoticed is good for; much shorter than a day gains nothing and makes verifiers fetch
     * keys more often.
     */
    @WithDefault("P30D")
    Duration rotation();

    /**
     * How long the published key set may be kept ({@code Cache-Control: max-age}). Longer spares
     * requests, and a new key has to be published for longer before it signs.
     */
    @WithDefault("PT5M")
    Duration keySetMaxAge();

    /**
     * How long the slowest verifier goes on with its copy of the key set before it looks again, be
     * that {@code caller.key-refresh-interval} of media-service or {@code
     * issuer-keys.refresh-after} of newsletter-service. Set too short here, new tokens can be
     * refused there for a moment at a rotation.
     */
    @WithDefault("PT5M")
    Duration verifierRefresh();

    /**
     * How often each replica looks for what the others have done with the keys; it signs with a key
     * that was retired or revoked for no longer than this. A look is one small query. Whole
     * seconds.
     */
    Duration keyCheck();

    /**
     * How much longer than its last token a retired key stays published: for clocks that differ.
     */
    @WithDefault("PT5M")
    Duration keyMargin();

    /** JWS algorithms (RFC 7518) that can be had. */
    enum Algorithm {
        ES256,
        RS256
    }
}
