/**
 * Subscribers, what they get, and the path {@code /v1/newsletter/subscription}, one's own. Uses
 * {@code list}, {@code consent}, {@code suppression}, {@code link}, {@code mail}, {@code throttle}
 * and {@code caller}.
 */
package tv.natomultimedia.newsletter.subscription;
