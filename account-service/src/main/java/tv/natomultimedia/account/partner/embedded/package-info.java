/**
 * Partner clients in this service's own database, for installations without another authorization
 * server. Uses {@code partner}.
 */
package tv.natomultimedia.account.partner.embedded;
