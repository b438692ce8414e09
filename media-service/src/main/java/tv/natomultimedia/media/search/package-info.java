/**
 * Finding published items: filters, words, facets, pages and suggestions. May use {@code
 * catalogue}, {@code taxonomy}, {@code listing}, {@code representation}, {@code sql} and {@code
 * problem}.
 */
package tv.natomultimedia.media.search;
