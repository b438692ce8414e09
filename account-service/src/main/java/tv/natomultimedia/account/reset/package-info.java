/**
 * Setting a new password by a mailed code. Uses {@code code}, {@code password}, {@code session},
 * {@code account} and {@code mail}.
 */
package tv.natomultimedia.account.reset;
