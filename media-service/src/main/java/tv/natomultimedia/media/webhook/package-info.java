/**
 * Webhooks: tells changes to those who asked for it, by Standard Webhooks 1.0. What is to be told
 * the database writes beside each change. May use {@code change}, {@code catalogue} (addresses
 * only), {@code caller}, {@code partner}, {@code listing} and {@code problem}.
 */
package tv.natomultimedia.media.webhook;
