package tv.natomultimedia.newsletter.revocation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the account service is asked for tokens that ended early. */
@ConfigMapping(prefix = "revocation")
interface RevocationSettings {

    /** The client as which this service asks. */
    String clientId();

    /** Its secret; the account service has the same in its own configuration. */
    String clientSecret();

    /**
     * How long the account service may hold a question to which there is no news; at most 30
     * seconds. Longer spares requests. A connection that has died without a sign is noticed only
     * after this time and {@link #timeout}.
     */
    @WithDefault("10S")
    Duration longPoll();

    /** How long an answer may take beyond that. */
    @WithDefault("3S")
    Duration timeout();

    /**
     * The longest pause between two tries while the account service is away. Longer spares it when
     * it comes back, and what ended meanwhile is heard of later.
     */
    @WithDefault("3S")
    Duration longestPause();

    /**
     * How long an entry is remembered. Must exceed the life of every token and of whatever was got
     * with one: a download is renewed for a day and its last link lives an hour.
     */
    @WithDefault("25H")
    Duration retention();

    /**
     * Entries of each kind that are remembered, at about 300 bytes each. When there are more, the
     * oldest are forgotten, whose tokens have most likely expired.
     */
    @WithDefault("100000")
    int entries();
}
