package tv.natomultimedia.gateway.limit;

/**
 * What the limits say to one request.
 *
 * @param allowed whether it may go on
 * @param retryAfterSeconds when to try again, if it may not
 * @param rateLimit the {@code RateLimit} field of draft-ietf-httpapi-ratelimit-headers-10
 * @param rateLimitPolicy the {@code RateLimit-Policy} field
 */
public record Verdict(
        boolean allowed, long retryAfterSeconds, String rateLimit, String rateLimitPolicy) {}
