/**
 * Files over HTTP as RFC 9110 wants them: preconditions, ranges, and the bytes themselves. Knows
 * nothing of links, items or callers; uses {@code problem} only.
 */
package tv.natomultimedia.media.download.delivery;
