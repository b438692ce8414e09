package tv.natomultimedia.media.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How webhooks are told of changes. */
@ConfigMapping(prefix = "webhook")
interface WebhookSettings {

    /** How many webhooks one owner may have. Each costs a row for every change. */
    @WithDefault("10")
    int perOwner();

    /**
     * The pauses after a try that failed, each after the one before; when all are used up, it is
     * given up. Each is made up to a tenth longer by chance, so that many who failed at once do not
     * come back at once.
     */
    @WithDefault("5S,5M,30M,2H,5H,10H,14H,20H,24H")
    List<Duration> pauses();

    /** How long one try may take, connecting included. Receivers should answer, and then work. */
    @WithDefault("15S")
    Duration timeout();

    /** How many tries run at a time, at each replica. */
    @WithDefault("64")
    int parallel();

    /** How many tries to one webhook run at a time, at each replica: a slow one holds up itself. */
    @WithDefault("4")
    int parallelPerWebhook();

    /** How long a secret that was replaced signs too. */
    @WithDefault("24H")
    Duration previousSecretLifetime();

    /** How long it can be seen what became of a delivery, and how long it can be replayed. */
    @WithDefault("30D")
    Duration logKept();

    /**
     * Whether receivers may be called without TLS, by {@code http} addresses: whoever is on the way
     * can read then what is told.
     */
    @WithDefault("false")
    boolean plainHttpAllowed();

    /**
     * Networks in CIDR notation that may be called although they are not public. Whoever may make
     * webhooks can then make this service call whatever is there.
     */
    Optional<List<String>> allowedNetworks();

    /**
     * How often it is looked for what is to be told. Longer spares a small query, and tells later.
     */
    @WithDefault("1S")
    Duration tick();

    /** How often it is looked for owners who are to be written to. */
    @WithDefault("10S")
    Duration noticeTick();

    /** The sender of notices: an address, or a name with an address in angle brackets. */
    @WithDefault("NATO Multimedia <no-reply@localhost.localdomain>")
    String noticesFrom();
}
