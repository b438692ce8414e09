/**
 * Mails in English and French, written to an outbox and sent from there. Uses {@code outbox},
 * {@code secret} and, to tell where a request came from, {@code caller} and {@code audit}.
 */
package tv.natomultimedia.account.mail;
