package tv.natomultimedia.newsletter.subscription;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import tv.natomultimedia.newsletter.caller.Caller;
import tv.natomultimedia.newsletter.caller.Person;
import tv.natomultimedia.newsletter.consent.Act;
import tv.natomultimedia.newsletter.consent.Means;
import tv.natomultimedia.newsletter.list.MailingList;
import tv.natomultimedia.newsletter.list.MailingLists;
import tv.natomultimedia.newsletter.mail.SpokenLocale;
import tv.natomultimedia.newsletter.problem.ProblemType;
import tv.natomultimedia.newsletter.problem.Problems;
import tv.natomultimedia.newsletter.suppression.Suppressions;

/** What a person who is logged in does about their own subscription. */
@ApplicationScoped
public class MySubscription {

    private final Subscribers subscribers;
    private final Subscribing subscribing;
    private final MailingLists lists;
    private final Suppressions suppressions;
    private final GoneAccounts gone;

    MySubscription(
            Subscribers subscribers,
            Subscribing subscribing,
            MailingLists lists,
            Suppressions suppressions,
            GoneAccounts gone) {
        this.subscribers = subscribers;
        this.subscribing = subscribing;
        this.lists = lists;
        this.suppressions = suppressions;
        this.gone = gone;
    }

    /**
     * What became of a wish to subscribe.
     *
     * @param changed whether there is now something that was not there before
     */
    public record Subscribed(boolean changed, NewsletterSubscription subscription) {}

    /** The subscription as it is. */
    @Transactional
    public NewsletterSubscription of(Person person) {
        requireAccount(person);
        Optional<Subscriber> mine = mine(person);
        return mine.map(subscribing::view)
                .orElseGet(
                        () ->
                                NewsletterSubscription.none(
                                        SpokenLocale.orEnglish(person.locale()),
                                        suppressions.contain(person.address())));
    }

    /**
     * Subscribes to lists besides those that there are.
     *
     * @param slugs the lists; null for the default lists unless there is a subscription already
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 {@code address-suppressed}, 422 for
     *     unknown lists
     */
    @Transactional
    public Subscribed subscribe(
            Person person, List<String> slugs, Optional<SpokenLocale> locale, String network) {
        List<MailingList> named = slugs == null ? List.of() : lists.named(slugs);
        Subscriber subscriber = mineToChange(person, locale);
        subscribing.requireMailable(subscriber);
        List<MailingList> wanted =
                slugs == null && !subscriber.isSubscribed()
                        ? lists.defaultsFor(subscriber.locale())
                        : named;
        boolean changed = subscribing.add(subscriber, wanted, act(network));
        return new Subscribed(changed, subscribing.view(subscriber));
    }

    /**
     * Makes the subscription what it is to be.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 {@code address-suppressed}, 422 for
     *     unknown lists
     */
    @Transactional
    public NewsletterSubscription change(
            Person person, List<String> slugs, Optional<SpokenLocale> locale, String network) {
        List<MailingList> chosen = lists.named(slugs);
        Subscriber subscriber = mineToChange(person, locale);
        subscribing.replace(subscriber, chosen, act(network));
        return subscribing.view(subscriber);
    }

    /** Ends everything. */
    @Transactional
    public void end(Person person, String network) {
        requireAccount(person);
        subscribers.lock(person.address());
        subscribers
                .ofAccountLocked(person.accountId())
                .or(
                        () ->
                                subscribers
                                        .withAddressLocked(person.address())
                                        .filter(one -> !one.belongsToAnother(person.accountId())))
                .ifPresent(mine -> subscribing.endAll(mine, act(network)));
    }

    /** Nothing is kept again of somebody whose account is deleted, though their token lives on. */
    private void requireAccount(Person person) {
        if (gone.contain(person.accountId())) {
            throw Caller.invalidToken();
        }
    }

    private static Act act(String network) {
        return new Act(Means.BEARER, network);
    }

    /** By account, else by the address, which is verified. */
    private Optional<Subscriber> mine(Person person) {
        return subscribers
                .ofAccount(person.accountId())
                .or(
                        () ->
                                subscribers
                                        .withAddress(person.address())
                                        .filter(one -> !one.belongsToAnother(person.accountId())));
    }

    private Subscriber mineToChange(Person person, Optional<SpokenLocale> locale) {
        requireAccount(person);
        subscribers.lock(person.address());
        Optional<Subscriber> linked = subscribers.ofAccountLocked(person.accountId());
        Subscriber mine =
                linked.orElseGet(
                        () ->
                                subscribing.of(
                                        person.address(), SpokenLocale.orEnglish(person.locale())));
        if (mine.belongsToAnother(person.accountId())) {
            // The other account has given the address up, and word of it is on its way.
            throw Problems.of(ProblemType.CONFLICT);
        }
        if (linked.isEmpty()) {
            mine.belongTo(person.accountId());
            SpokenLocale.parse(person.locale())
                    .ifPresent(spoken -> subscribing.speak(mine, spoken));
        }
        locale.ifPresent(spoken -> subscribing.speak(mine, spoken));
        suppressions.accountInUse(mine.address(), person.identifiedAt());
        return mine;
    }
}
