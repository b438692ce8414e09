/**
 * Keyed hashes, encryption at rest and unguessable values; holds the configured keys. Uses no other
 * room.
 */
package tv.natomultimedia.newsletter.secret;
