/**
 * Signing keys, access tokens, their verification and the published key set. Uses {@code account}
 * and {@code secret}.
 */
package tv.natomultimedia.account.token;
