/**
 * The catalogue: items with their history, their renditions and the assets shown on pages. A ground
 * room: may use {@code problem} and {@code taxonomy}.
 */
package tv.natomultimedia.media.catalogue;
