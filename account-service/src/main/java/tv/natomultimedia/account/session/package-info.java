/**
 * Logging in, staying logged in and logging out. Uses {@code account}, {@code password}, {@code
 * token}, {@code throttle}, {@code audit} and {@code caller}.
 */
package tv.natomultimedia.account.session;
