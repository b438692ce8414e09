/**
 * The path {@code /v1/newsletter/subscriptions}: one call with a token, double opt-in by a mailed
 * code without. Uses {@code subscription}, {@code code} and what they use.
 */
package tv.natomultimedia.newsletter.optin;
