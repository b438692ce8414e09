/**
 * Mails in English and French, written to an outbox in the transaction that causes them and sent
 * from there. Uses {@code address} and {@code secret}; usable by every room.
 */
package tv.natomultimedia.newsletter.mail;
