/**
 * From the socket to the service that answers: the server, the table of routes, the proxy, and the
 * fields that every answer carries. May touch {@code upstream}, {@code limit}, {@code revocation},
 * {@code exchange} and {@code problem}; pages of other rooms are known to it only as {@code
 * exchange.Pages}.
 */
package tv.natomultimedia.gateway.routing;
