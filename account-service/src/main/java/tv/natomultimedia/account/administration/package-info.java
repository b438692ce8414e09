/**
 * What administrators do with other people's accounts: find, suspend, give roles. Uses {@code
 * account}, {@code session}, {@code revocation}, {@code notification}, {@code audit}, {@code
 * listing} and {@code caller}.
 */
package tv.natomultimedia.account.administration;
