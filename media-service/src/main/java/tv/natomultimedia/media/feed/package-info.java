/**
 * The catalogue as feeds: Media RSS, Atom and JSON Feed, with what was taken back as notices. May
 * use {@code search}, {@code catalogue}, {@code taxonomy}, {@code listing}, {@code representation}
 * and {@code problem}.
 */
package tv.natomultimedia.media.feed;
