/**
 * Items for the outside world: by address, in JSON, as schema.org data and as ninjs. May use {@code
 * catalogue}, {@code caller}, {@code taxonomy}, {@code listing}, {@code representation} and {@code
 * problem}.
 */
package tv.natomultimedia.media.presentation;
