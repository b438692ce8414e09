/**
 * What the other services of the suite read here to keep refusing what was refused: never routed by
 * the gateway. Uses {@code revocation} and {@code caller}.
 */
package tv.natomultimedia.account.feed;
