package tv.natomultimedia.account.caller;

import java.util.UUID;

/** A person who is logged in. */
public record Person(UUID accountId, UUID sessionId) {}
