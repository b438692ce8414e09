/**
 * How anonymous catalogue answers are represented: choice of format and coding, entity tags,
 * conditional requests and caching. May use {@code problem}.
 */
package tv.natomultimedia.media.representation;
