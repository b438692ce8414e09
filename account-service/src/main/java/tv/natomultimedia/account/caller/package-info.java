/**
 * Who is calling, by access token, by network and by device. Uses {@code token}, {@code revocation}
 * and {@code audit}; usable by every room that answers requests.
 */
package tv.natomultimedia.account.caller;
