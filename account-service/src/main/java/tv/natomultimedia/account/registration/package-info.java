/**
 * Registering with an address, a password and a mailed code. Uses {@code code}, {@code password},
 * {@code session}, {@code account}, {@code mail} and {@code notification}.
 */
package tv.natomultimedia.account.registration;
