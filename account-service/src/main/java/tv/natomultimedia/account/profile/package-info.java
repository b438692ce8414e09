/**
 * My account: profile, password, deletion. Uses {@code code}, {@code password}, {@code session},
 * {@code account}, {@code mail}, {@code notification}, {@code audit} and {@code throttle}.
 */
package tv.natomultimedia.account.profile;
