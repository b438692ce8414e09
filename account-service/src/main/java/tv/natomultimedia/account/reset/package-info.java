/**
 * Setting a new password by a mailed code. Uses {@code code}, {@code password}, {@code session},
 * {@code account}, {@code mail} and {@code audit}.
 */
package tv.natomultimedia.account.reset;
