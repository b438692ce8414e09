package tv.natomultimedia.newsletter.preference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import tv.natomultimedia.newsletter.code.CodeFlows;
import tv.natomultimedia.newsletter.consent.Act;
import tv.natomultimedia.newsletter.consent.Means;
import tv.natomultimedia.newsletter.link.MailLinks;
import tv.natomultimedia.newsletter.link.MailLinks.UnsubscribeKey;
import tv.natomultimedia.newsletter.problem.ProblemType;
import tv.natomultimedia.newsletter.problem.Problems;
import tv.natomultimedia.newsletter.subscription.Subscriber;
import tv.natomultimedia.newsletter.subscription.Subscribers;
import tv.natomultimedia.newsletter.subscription.Subscribing;

/** One-click unsubscription. */
@ApplicationScoped
class OneClick {

    private final MailLinks links;
    private final Subscribers subscribers;
    private final Subscribing subscribing;
    private final CodeFlows flows;

    OneClick(MailLinks links, Subscribers subscribers, Subscribing subscribing, CodeFlows flows) {
        this.links = links;
        this.subscribers = subscribers;
        this.subscribing = subscribing;
        this.flows = flows;
    }

    /**
     * Ends what the token speaks of. Whatever has ended already, or is gone, is as it should be.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 {@code not-found} for a token that
     *     was not made here
     */
    @Transactional
    void unsubscribe(String token, String network) {
        UnsubscribeKey key =
                links.readUnsubscribe(token).orElseThrow(() -> Problems.of(ProblemType.NOT_FOUND));
        // The mail of a flow: no code of it is worth anything from now on.
        flows.abandon(key.subject());
        subscribers
                .knownAsLocked(key.subject())
                .ifPresent(subscriber -> end(subscriber, key, new Act(Means.ONE_CLICK, network)));
    }

    private void end(Subscriber subscriber, UnsubscribeKey key, Act act) {
        key.list()
                .ifPresentOrElse(
                        list -> subscribing.end(subscriber, list, act),
                        () -> subscribing.endAll(subscriber, act));
    }
}
