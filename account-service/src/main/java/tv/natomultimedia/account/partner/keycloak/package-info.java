/**
 * Partner clients in a realm of Keycloak, which is told of them by its admin API and answers for
 * them. The only room that knows Keycloak. Uses {@code partner}.
 */
package tv.natomultimedia.account.partner.keycloak;
