/**
 * The OAuth endpoints: tokens for the built-in service clients and for partners, their revocation
 * and introspection, and the metadata of the issuer. Uses {@code token}, {@code partner}, {@code
 * revocation}, {@code caller} (networks) and {@code secret}.
 */
package tv.natomultimedia.account.oauth;
