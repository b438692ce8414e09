/**
 * Whether the gateway and the services behind it work. May touch {@code upstream}, {@code exchange}
 * and {@code problem}.
 */
package tv.natomultimedia.gateway.health;
