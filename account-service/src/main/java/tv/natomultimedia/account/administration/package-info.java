/**
 * What administrators do. Uses {@code token}, {@code revocation}, {@code caller} and {@code audit}.
 */
package tv.natomultimedia.account.administration;
