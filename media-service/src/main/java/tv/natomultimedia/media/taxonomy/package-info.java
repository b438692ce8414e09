/**
 * The controlled words of the catalogue: topics, locations and collections, with how many published
 * items carry each. May use {@code problem}, {@code paging} and {@code representation}.
 */
package tv.natomultimedia.media.taxonomy;
