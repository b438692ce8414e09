/**
 * What all lists of this API have in common: reading parameters, limits, cursors and totals. May
 * use {@code problem}.
 */
package tv.natomultimedia.media.listing;
