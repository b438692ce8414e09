/**
 * Who is calling: verifies access tokens with the issuer's published keys and lets resources ask
 * what the caller may do. Usable by every room, uses {@code problem} only.
 */
package tv.natomultimedia.media.caller;
