/**
 * The catalogue: items with their history, their renditions and the assets shown on pages. A ground
 * room: may use {@code problem}, {@code taxonomy} and {@code sql}.
 */
package tv.natomultimedia.media.catalogue;
