package tv.natomultimedia.media.download;

import java.time.Instant;
import java.util.UUID;

/**
 * What a link gives access to.
 *
 * @param principal who asked for it
 * @param expiresAt when it stops starting transfers; whole seconds
 */
record Link(UUID downloadId, UUID renditionId, String principal, Instant expiresAt) {}
