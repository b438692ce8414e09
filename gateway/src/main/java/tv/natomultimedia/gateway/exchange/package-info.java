/**
 * One request and its answer as every room sees them: the normalised target, who asks, the ids that
 * follow it. Ground: may touch {@code problem} only.
 */
package tv.natomultimedia.gateway.exchange;
