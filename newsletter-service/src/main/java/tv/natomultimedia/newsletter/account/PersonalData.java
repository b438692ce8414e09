package tv.natomultimedia.newsletter.account;

import java.time.Instant;
import java.util.List;
import tv.natomultimedia.newsletter.code.CodeFlows;
import tv.natomultimedia.newsletter.consent.Consents;
import tv.natomultimedia.newsletter.optin.PersonalOptIns;
import tv.natomultimedia.newsletter.suppression.Suppressions;

/**
 * What is kept here of a person.
 *
 * @param subscription null when there is none
 * @param flows every start of a double opt-in for the address, whoever started it
 * @param optIns what those flows are to bring about
 */
record PersonalData(
        Subscription subscription,
        List<Consents.Kept> consents,
        List<Suppressions.Kept> suppressions,
        List<CodeFlows.Kept> flows,
        List<PersonalOptIns.Kept> optIns) {

    /** Of somebody of whom nothing is kept. */
    static final PersonalData NOTHING =
            new PersonalData(null, List.of(), List.of(), List.of(), List.of());

    /**
     * A subscription.
     *
     * @param since when it began; null when it has ended
     * @param knownSince when the mailbox first came up here
     */
    record Subscription(
            String status,
            String email,
            List<String> lists,
            String locale,
            Instant since,
            Instant knownSince) {}

    /** Tells nothing, for it may be logged. */
    @Override
    public String toString() {
        return "PersonalData";
    }
}
