/**
 * Keyed hashes, encryption at rest and unguessable values; holds the configured keys. Uses only
 * {@code problem}.
 */
package tv.natomultimedia.account.secret;
