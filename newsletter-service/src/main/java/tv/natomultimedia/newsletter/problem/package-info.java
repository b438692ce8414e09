/**
 * Refusals as RFC 9457 problem documents: their types, their texts in English and French, and the
 * translation of what the framework refuses. Usable by every room, uses none.
 */
package tv.natomultimedia.newsletter.problem;
