/**
 * Tokens for the built-in service clients and the metadata of the issuer. Uses {@code token} and
 * {@code secret}.
 */
package tv.natomultimedia.account.oauth;
