/**
 * Mails in English and French, written to an outbox and sent from there. Uses {@code outbox} and
 * {@code secret}.
 */
package tv.natomultimedia.account.mail;
