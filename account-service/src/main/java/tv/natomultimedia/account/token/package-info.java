/**
 * Signing keys and their rotation, access tokens, their verification and the published key set.
 * Uses {@code account}, {@code audit} and {@code secret}.
 */
package tv.natomultimedia.account.token;
