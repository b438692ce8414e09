package tv.natomultimedia.newsletter.subscription;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tv.natomultimedia.newsletter.address.EmailAddress;
import tv.natomultimedia.newsletter.consent.Act;
import tv.natomultimedia.newsletter.consent.Consents;
import tv.natomultimedia.newsletter.consent.Consents.Action;
import tv.natomultimedia.newsletter.link.MailLinks;
import tv.natomultimedia.newsletter.list.MailingList;
import tv.natomultimedia.newsletter.list.MailingLists;
import tv.natomultimedia.newsletter.mail.Mails;
import tv.natomultimedia.newsletter.mail.Mails.Reader;
import tv.natomultimedia.newsletter.mail.SpokenLocale;
import tv.natomultimedia.newsletter.problem.ProblemType;
import tv.natomultimedia.newsletter.problem.Problems;
import tv.natomultimedia.newsletter.secret.Ids;
import tv.natomultimedia.newsletter.suppression.Suppressions;
import tv.natomultimedia.newsletter.throttle.MailBudget;

/**
 * What changes a subscription, whoever asked for it and however: lists, the record of consent and
 * the welcome mail go together or not at all.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Subscribing {

    private final Subscribers subscribers;
    private final MailingLists lists;
    private final Consents consents;
    private final Suppressions suppressions;
    private final MailBudget budget;
    private final Mails mails;
    private final MailLinks links;
    private final Clock clock;

    Subscribing(
            Subscribers subscribers,
            MailingLists lists,
            Consents consents,
            Suppressions suppressions,
            MailBudget budget,
            Mails mails,
            MailLinks links,
            Clock clock) {
        this.subscribers = subscribers;
        this.lists = lists;
        this.consents = consents;
        this.suppressions = suppressions;
        this.budget = budget;
        this.mails = mails;
        this.links = links;
        this.clock = clock;
    }

    /** The subscriber with an address, made if there is none; locked until the transaction ends. */
    public Subscriber of(EmailAddress address, SpokenLocale locale) {
        subscribers.lock(address);
        return subscribers
                .withAddressLocked(address)
                .orElseGet(
                        () -> {
                            Subscriber fresh =
                                    new Subscriber(Ids.next(), address, locale, clock.instant());
                            subscribers.persist(fresh);
                            return fresh;
                        });
    }

    /**
     * Adds lists to what a subscriber gets.
     *
     * @return whether that changed anything
     */
    public boolean add(Subscriber subscriber, Collection<MailingList> added, Act act) {
        Set<UUID> chosen = new HashSet<>(subscriber.lists());
        added.forEach(list -> chosen.add(list.id()));
        return choose(subscriber, chosen, act);
    }

    /**
     * Gives a subscriber exactly these lists; none ends the subscription.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 {@code address-suppressed}
     */
    public void replace(Subscriber subscriber, Collection<MailingList> chosen, Act act) {
        if (!chosen.isEmpty()) {
            requireMailable(subscriber);
        }
        choose(subscriber, chosen.stream().map(MailingList::id).collect(Collectors.toSet()), act);
    }

    /** Ends one list. */
    public void end(Subscriber subscriber, UUID list, Act act) {
        Set<UUID> rest = new HashSet<>(subscriber.lists());
        rest.remove(list);
        choose(subscriber, rest, act);
    }

    /** Ends everything. */
    public void endAll(Subscriber subscriber, Act act) {
        choose(subscriber, Set.of(), act);
    }

    /** Lets a subscriber read mails in another language. */
    public void speak(Subscriber subscriber, SpokenLocale locale) {
        subscriber.speak(locale);
    }

    /**
     * Refuses what would lead to mails to an address that must not be mailed.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 {@code address-suppressed}
     */
    public void requireMailable(Subscriber subscriber) {
        if (suppressions.contain(subscriber.address())) {
            throw Problems.of(ProblemType.ADDRESS_SUPPRESSED);
        }
    }

    /**
     * Moves a subscriber to another address; if that had a subscription of its own, the two become
     * one.
     */
    public void move(Subscriber subscriber, EmailAddress address, Act act) {
        subscribers.lock(address);
        subscribers
                .withAddressLocked(address)
                .filter(other -> !other.id().equals(subscriber.id()))
                .ifPresent(other -> absorb(subscriber, other));
        subscriber.moveTo(address);
        subscribers.flush();
        if (subscriber.isSubscribed()) {
            consents.record(address, entry(subscriber, Action.ADDRESS_CHANGED, act));
        }
    }

    /**
     * Removes a subscriber and whatever points at the person; the proof of consent stays as a keyed
     * hash.
     */
    public void erase(Subscriber subscriber) {
        consents.erase(subscribers.idsOf(subscriber));
        subscribers.delete(subscriber);
    }

    /** The subscription as its owner sees it. */
    public NewsletterSubscription view(Subscriber subscriber) {
        return NewsletterSubscription.of(
                subscriber,
                lists.withIds(subscriber.lists()),
                suppressions.contain(subscriber.address()));
    }

    /** The record of consent of a subscriber. */
    public List<Consents.Kept> consents(Subscriber subscriber) {
        return consents.of(subscribers.idsOf(subscriber), subscriber.address());
    }

    /** The names of what a subscriber gets, for mails. */
    public List<String> listNames(Subscriber subscriber) {
        return lists.withIds(subscriber.lists()).stream().map(MailingList::name).toList();
    }

    private void absorb(Subscriber subscriber, Subscriber other) {
        Set<UUID> both = new HashSet<>(subscriber.lists());
        both.addAll(other.lists());
        subscribers.mergeInto(other, subscriber);
        if (!both.equals(subscriber.lists())) {
            subscriber.choose(both, clock.instant());
        }
    }

    private boolean choose(Subscriber subscriber, Set<UUID> chosen, Act act) {
        Set<UUID> before = subscriber.lists();
        if (before.equals(chosen)) {
            return false;
        }
        subscriber.choose(chosen, clock.instant());
        Action action =
                before.isEmpty()
                        ? Action.GIVEN
                        : chosen.isEmpty() ? Action.WITHDRAWN : Action.CHANGED;
        consents.record(subscriber.address(), entry(subscriber, action, act));
        if (action == Action.GIVEN && budget.spendOnWelcome(subscriber.address())) {
            welcome(subscriber);
        }
        return true;
    }

    private Consents.Entry entry(Subscriber subscriber, Action action, Act act) {
        List<String> slugs =
                lists.withIds(subscriber.lists()).stream().map(MailingList::slug).toList();
        return new Consents.Entry(subscriber.id(), action, slugs, act);
    }

    private void welcome(Subscriber subscriber) {
        mails.welcome(
                new Reader(
                        subscriber.address(),
                        subscriber.locale(),
                        links.unsubscribe(subscriber.unsubscribeKey())),
                new Mails.Welcome(
                        listNames(subscriber), links.preferences(subscriber.preferencesKey())),
                clock.instant());
    }
}
