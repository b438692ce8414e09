package tv.natomultimedia.newsletter.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import tv.natomultimedia.newsletter.code.CodeFlows;
import tv.natomultimedia.newsletter.optin.PersonalOptIns;
import tv.natomultimedia.newsletter.subscription.NewsletterSubscription;
import tv.natomultimedia.newsletter.subscription.Subscriber;
import tv.natomultimedia.newsletter.subscription.Subscribers;
import tv.natomultimedia.newsletter.subscription.Subscribing;
import tv.natomultimedia.newsletter.suppression.Suppressions;

/** Gathers what is kept of an account's subscription. */
@ApplicationScoped
class PersonalDataOfAccounts {

    private final Subscribers subscribers;
    private final Subscribing subscribing;
    private final Suppressions suppressions;
    private final CodeFlows flows;
    private final PersonalOptIns optIns;

    PersonalDataOfAccounts(
            Subscribers subscribers,
            Subscribing subscribing,
            Suppressions suppressions,
            CodeFlows flows,
            PersonalOptIns optIns) {
        this.subscribers = subscribers;
        this.subscribing = subscribing;
        this.suppressions = suppressions;
        this.flows = flows;
        this.optIns = optIns;
    }

    @Transactional
    PersonalData of(UUID account) {
        return subscribers.ofAccount(account).map(this::of).orElse(PersonalData.NOTHING);
    }

    private PersonalData of(Subscriber subscriber) {
        NewsletterSubscription view = subscribing.view(subscriber);
        List<CodeFlows.Kept> started = flows.kept(subscriber.address());
        return new PersonalData(
                new PersonalData.Subscription(
                        view.status(),
                        subscriber.address().typed(),
                        view.lists(),
                        view.locale(),
                        view.since(),
                        subscriber.createdAt()),
                subscribing.consents(subscriber),
                suppressions.of(subscriber.address()),
                started,
                optIns.of(started.stream().map(CodeFlows.Kept::id).toList()));
    }
}
