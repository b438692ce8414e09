package tv.natomultimedia.account.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How access tokens are signed and how long they live. */
@ConfigMapping(prefix = "token")
public interface TokenRules {

    /** What new tokens are signed with; keys of the other algorithm stay published and accepted. */
    @WithDefault("ES256")
    Algorithm algorithm();

    /** Life of a person's token. Other services notice a logout no sooner than this. */
    @WithDefault("PT10M")
    Duration lifetime();

    /** Life of a service's token. */
    @WithDefault("PT5M")
    Duration serviceLifetime();

    /** Life of a partner's token; also how long a scope that is taken away lasts at most. */
    @WithDefault("PT5M")
    Duration partnerLifetime();

    /** JWS algorithms (RFC 7518) that can be had. */
    enum Algorithm {
        ES256,
        RS256
    }
}
