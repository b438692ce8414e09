/**
 * How much one principal may download in a day, and what is left of it. Uses {@code problem} only.
 */
package tv.natomultimedia.media.download.quota;
