/**
 * Logging in, staying logged in and logging out, with tokens in bodies or in cookies. Uses {@code
 * account}, {@code password}, {@code token}, {@code revocation}, {@code throttle}, {@code mail},
 * {@code audit} and {@code caller}.
 */
package tv.natomultimedia.account.session;
