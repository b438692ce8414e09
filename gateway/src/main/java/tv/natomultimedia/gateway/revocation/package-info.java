/**
 * Which access tokens ended before their time: follows the account service's feed and goes on with
 * what it knows while that service is away. The same in each service that verifies tokens, see ADR
 * 8 of the gateway. Ground: uses no other room.
 */
package tv.natomultimedia.gateway.revocation;
