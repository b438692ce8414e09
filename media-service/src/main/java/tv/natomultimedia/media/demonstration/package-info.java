/**
 * The sample catalogue that comes with the service. May use {@code catalogue}, {@code taxonomy} and
 * {@code file}.
 */
package tv.natomultimedia.media.demonstration;
