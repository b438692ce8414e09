/**
 * Events of accounts for newsletter-service, delivered over HTTP from an outbox. Uses {@code
 * outbox}, {@code secret} and {@code token}.
 */
package tv.natomultimedia.account.notification;
