/**
 * What administrators do with other people's accounts (find, suspend, give roles) and with signing
 * keys. Uses {@code account}, {@code session}, {@code token}, {@code revocation}, {@code
 * notification}, {@code audit}, {@code listing} and {@code caller}.
 */
package tv.natomultimedia.account.administration;
