package tv.natomultimedia.media.change;

import java.time.Instant;
import java.util.UUID;

/**
 * The latest change of an item.
 *
 * @param sequence its number: what is seen later has a higher one
 * @param version of the item, after the change
 * @param changedAt when the item says that it changed
 */
public record Change(long sequence, ChangeKind kind, UUID itemId, int version, Instant changedAt) {}
