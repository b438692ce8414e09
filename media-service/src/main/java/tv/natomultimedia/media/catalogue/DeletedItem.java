package tv.natomultimedia.media.catalogue;

import java.util.UUID;

/**
 * Said, in the transaction that does so, just before an item is deleted with everything that hangs
 * on it: the last moment in which it can be learned what that is.
 */
public record DeletedItem(UUID id) {}
