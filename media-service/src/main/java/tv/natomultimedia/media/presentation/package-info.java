/**
 * Items for the outside world: by address, in JSON and as schema.org data. May use {@code
 * catalogue}, {@code caller}, {@code taxonomy}, {@code listing}, {@code representation} and {@code
 * problem}.
 */
package tv.natomultimedia.media.presentation;
