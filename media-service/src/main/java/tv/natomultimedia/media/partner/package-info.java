/**
 * What was agreed with a partner, as the account service tells it: from which networks it may call,
 * how often, and how much. Uses {@code caller}, {@code revocation} for its token, and {@code
 * problem}.
 */
package tv.natomultimedia.media.partner;
