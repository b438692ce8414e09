/**
 * The services behind the gateway: where they are, how long they may take, whether they are worth
 * asking. Ground: touches no other room.
 */
package tv.natomultimedia.gateway.upstream;
