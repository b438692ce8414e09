/**
 * Who is calling, by access token and by network. Uses {@code token} and {@code revocation}; usable
 * by every room that answers requests.
 */
package tv.natomultimedia.account.caller;
