package tv.natomultimedia.account.audit;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Something that the trail says of an account.
 *
 * @param network see {@link Origin}; null when unknown or forgotten
 * @param device see {@link Origin}; null when unknown or forgotten
 * @param detail what more is known, by name; may be empty
 * @param byAdministrator whether an administrator did it, who is not named
 */
public record RecordedEvent(
        UUID id,
        String type,
        Instant occurredAt,
        String network,
        String device,
        Map<String, String> detail,
        boolean byAdministrator) {}
