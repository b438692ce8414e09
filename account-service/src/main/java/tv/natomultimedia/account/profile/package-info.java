/**
 * My account: profile, password, security events, deletion; in rooms of their own {@code email} and
 * {@code export}. Uses {@code code}, {@code password}, {@code session}, {@code account}, {@code
 * mail}, {@code notification}, {@code throttle}, {@code token}, {@code revocation}, {@code audit}
 * and {@code listing}.
 */
package tv.natomultimedia.account.profile;
