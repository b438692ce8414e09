package tv.natomultimedia.newsletter.caller;

import java.time.Instant;
import java.util.UUID;
import tv.natomultimedia.newsletter.address.EmailAddress;

/**
 * A person who is logged in.
 *
 * @param accountId the account
 * @param address its verified address
 * @param locale the account's language (BCP 47), or null
 * @param identifiedAt when account-service issued the token
 */
public record Person(UUID accountId, EmailAddress address, String locale, Instant identifiedAt) {}
