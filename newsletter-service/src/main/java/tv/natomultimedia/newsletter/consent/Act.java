package tv.natomultimedia.newsletter.consent;

/**
 * How and from where somebody acted.
 *
 * @param means how
 * @param network the client's network, truncated to IPv4 /24 or IPv6 /56; null when no client was
 *     involved
 */
public record Act(Means means, String network) {}
