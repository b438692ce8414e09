/**
 * Who is calling, by access token and by network. Uses {@code revocation}, {@code address} and
 * {@code problem}; usable by every room that answers requests.
 */
package tv.natomultimedia.newsletter.caller;
