/**
 * What changed, for those who keep a copy of the catalogue: every item once at its latest change,
 * in the order of commits, and the snapshot to begin with. The database writes it down by itself;
 * this room tells it. May use {@code catalogue}, {@code caller}, {@code listing}, {@code
 * representation}, {@code sql} and {@code problem}.
 */
package tv.natomultimedia.media.change;
