/**
 * The gateway's own refusals as RFC 9457 documents, in English and French. Ground: usable by every
 * room, touches none.
 */
package tv.natomultimedia.gateway.problem;
