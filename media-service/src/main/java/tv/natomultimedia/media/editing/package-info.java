/**
 * Making the catalogue: drafts, publication, corrections, withdrawal and kill, and what the clock
 * does by itself. What may become of an item its entity knows; that a change is told the database
 * sees to. May use {@code catalogue}, {@code taxonomy}, {@code listing}, {@code representation},
 * {@code caller} and {@code problem}.
 */
package tv.natomultimedia.media.editing;
