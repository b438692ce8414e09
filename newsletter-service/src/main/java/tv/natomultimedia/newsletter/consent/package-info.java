/**
 * The append-only record of who agreed to what, when and how. Uses {@code address} and {@code
 * secret}.
 */
package tv.natomultimedia.newsletter.consent;
