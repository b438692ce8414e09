/**
 * Who is calling: verifies access tokens with the published keys of the trusted issuers, refuses
 * what ended before its time and lets resources ask what the caller may do. Usable by every room,
 * uses {@code revocation} and {@code problem} only.
 */
package tv.natomultimedia.media.caller;
