/**
 * My account: profile, password, deletion. Uses {@code code}, {@code password}, {@code session},
 * {@code account}, {@code mail}, {@code notification} and {@code throttle}.
 */
package tv.natomultimedia.account.profile;
