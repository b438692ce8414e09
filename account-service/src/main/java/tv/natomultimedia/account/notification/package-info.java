/**
 * Events of accounts for the services that follow them, delivered over HTTP from an outbox. Uses
 * {@code account}, {@code outbox}, {@code secret} and {@code token}.
 */
package tv.natomultimedia.account.notification;
