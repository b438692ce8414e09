package tv.natomultimedia.newsletter.optin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.newsletter.address.EmailAddress;
import tv.natomultimedia.newsletter.code.CodeCheck;
import tv.natomultimedia.newsletter.code.CodeFlows;
import tv.natomultimedia.newsletter.code.FlowState;
import tv.natomultimedia.newsletter.consent.Act;
import tv.natomultimedia.newsletter.consent.Means;
import tv.natomultimedia.newsletter.link.MailLinks;
import tv.natomultimedia.newsletter.link.MailLinks.UnsubscribeKey;
import tv.natomultimedia.newsletter.list.MailingList;
import tv.natomultimedia.newsletter.list.MailingLists;
import tv.natomultimedia.newsletter.mail.Mails;
import tv.natomultimedia.newsletter.mail.Mails.Reader;
import tv.natomultimedia.newsletter.mail.SpokenLocale;
import tv.natomultimedia.newsletter.problem.ProblemType;
import tv.natomultimedia.newsletter.problem.Problems;
import tv.natomultimedia.newsletter.subscription.NewsletterSubscription;
import tv.natomultimedia.newsletter.subscription.Subscriber;
import tv.natomultimedia.newsletter.subscription.Subscribers;
import tv.natomultimedia.newsletter.subscription.Subscribing;
import tv.natomultimedia.newsletter.suppression.Suppressions;

/**
 * Double opt-in: whoever enters the code that was mailed to an address is its owner and subscribes
 * it. A flow for an address that is subscribed already, or must not be mailed, looks like any
 * other, does the same work and has a code that is never right.
 */
@ApplicationScoped
class OptIn {

    private final CodeFlows flows;
    private final OptInRequests requests;
    private final Subscribers subscribers;
    private final Subscribing subscribing;
    private final Suppressions suppressions;
    private final MailingLists lists;
    private final Mails mails;
    private final MailLinks links;
    private final Clock clock;

    OptIn(
            CodeFlows flows,
            OptInRequests requests,
            Subscribers subscribers,
            Subscribing subscribing,
            Suppressions suppressions,
            MailingLists lists,
            Mails mails,
            MailLinks links,
            Clock clock) {
        this.flows = flows;
        this.requests = requests;
        this.subscribers = subscribers;
        this.subscribing = subscribing;
        this.suppressions = suppressions;
        this.lists = lists;
        this.mails = mails;
        this.links = links;
        this.clock = clock;
    }

    /** What a code brought about. */
    sealed interface Confirmation {

        /** It subscribed the address. */
        record Subscribed(NewsletterSubscription subscription) implements Confirmation {}

        /** It did not; returned, not thrown, so that what was counted is committed. */
        record Refused(RuntimeException problem) implements Confirmation {}
    }

    /** What to do about an address; the mail differs, the flow does not. */
    private sealed interface Finding {

        record Unsubscribed() implements Finding {}

        record Subscribed(Subscriber subscriber) implements Finding {}

        record Suppressed() implements Finding {}
    }

    /**
     * Starts a flow and mails what the owner of the address needs.
     *
     * @param slugs the lists; null for the default lists of the language
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 for unknown lists, 429 {@code
     *     mail-budget-spent}
     */
    @Transactional
    FlowState start(EmailAddress address, List<String> slugs, SpokenLocale locale, String network) {
        List<MailingList> wanted = slugs == null ? lists.defaultsFor(locale) : lists.named(slugs);
        Finding finding = look(address);
        CodeFlows.Issued issued =
                flows.start(address, network, finding instanceof Finding.Unsubscribed);
        OptInRequest request =
                new OptInRequest(
                        issued.flow().id(),
                        address,
                        wanted.stream().map(MailingList::id).toList(),
                        locale);
        requests.persist(request);
        mail(request, issued, finding);
        return flows.state(issued.flow());
    }

    /** What a flow shows. */
    @Transactional
    FlowState state(UUID id) {
        return flows.state(id);
    }

    /** Sends a new code in place of the last one. */
    @Transactional
    FlowState resend(UUID id, String network) {
        var flow = flows.forResend(id);
        OptInRequest request = requests.findById(id);
        Finding finding = look(request.address());
        CodeFlows.Issued issued =
                flows.issue(
                        flow, request.address(), network, finding instanceof Finding.Unsubscribed);
        mail(request, issued, finding);
        return flows.state(flow);
    }

    /** Subscribes the address if the code is right. */
    @Transactional
    Confirmation confirm(UUID id, String code, String network) {
        return switch (flows.check(id, code)) {
            case CodeCheck.Refused(var problem) -> new Confirmation.Refused(problem);
            case CodeCheck.Right(var flow) -> confirmed(requests.findById(id), id, network);
        };
    }

    private Confirmation confirmed(OptInRequest request, UUID flow, String network) {
        Subscriber subscriber = subscribing.of(request.address(), request.locale());
        if (suppressions.contain(request.address())) {
            return new Confirmation.Refused(Problems.of(ProblemType.ADDRESS_SUPPRESSED));
        }
        if (!subscriber.isSubscribed()) {
            subscribing.speak(subscriber, request.locale());
        }
        subscribers.alias(flow, subscriber);
        subscribing.add(
                subscriber, lists.withIds(request.lists()), new Act(Means.DOUBLE_OPT_IN, network));
        return new Confirmation.Subscribed(subscribing.view(subscriber));
    }

    private Finding look(EmailAddress address) {
        boolean suppressed = suppressions.contain(address);
        Optional<Subscriber> subscriber =
                subscribers.withAddress(address).filter(Subscriber::isSubscribed);
        if (suppressed) {
            return new Finding.Suppressed();
        }
        return subscriber
                .<Finding>map(Finding.Subscribed::new)
                .orElseGet(Finding.Unsubscribed::new);
    }

    private void mail(OptInRequest request, CodeFlows.Issued issued, Finding finding) {
        UUID flow = issued.flow().id();
        var usefulUntil = issued.flow().codeExpiresAt();
        Reader reader =
                new Reader(
                        request.address(),
                        request.locale(),
                        links.unsubscribe(new UnsubscribeKey(flow, Optional.empty())));
        Mails.Confirmation confirmation =
                new Mails.Confirmation(
                        issued.code(),
                        Math.ceilDiv(
                                Duration.between(clock.instant(), usefulUntil).toSeconds(), 60),
                        links.verify(flow));
        switch (finding) {
            case Finding.Unsubscribed nobody ->
                    mails.confirmation(reader, confirmation, usefulUntil);
            case Finding.Suppressed suppressed -> mails.withheld(reader, confirmation, usefulUntil);
            case Finding.Subscribed(Subscriber subscriber) ->
                    mails.alreadySubscribed(
                            new Reader(
                                    subscriber.address(),
                                    subscriber.locale(),
                                    links.unsubscribe(subscriber.unsubscribeKey())),
                            new Mails.AlreadySubscribed(
                                    subscribing.listNames(subscriber),
                                    links.preferences(subscriber.preferencesKey())),
                            usefulUntil);
        }
    }
}
