/**
 * What mails and events have in common: written in the transaction, carried out after it, retried
 * with growing pauses. Uses no other room.
 */
package tv.natomultimedia.account.outbox;
