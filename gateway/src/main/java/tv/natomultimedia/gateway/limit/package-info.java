/**
 * How much one client may ask for: buckets per client network and policy, kept in memory. May touch
 * {@code exchange} and {@code problem}.
 */
package tv.natomultimedia.gateway.limit;
