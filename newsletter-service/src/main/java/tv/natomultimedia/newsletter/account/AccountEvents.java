package tv.natomultimedia.newsletter.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.newsletter.address.EmailAddress;
import tv.natomultimedia.newsletter.code.CodeFlows;
import tv.natomultimedia.newsletter.consent.Act;
import tv.natomultimedia.newsletter.consent.Means;
import tv.natomultimedia.newsletter.list.MailingLists;
import tv.natomultimedia.newsletter.mail.Outbox;
import tv.natomultimedia.newsletter.mail.SpokenLocale;
import tv.natomultimedia.newsletter.problem.ProblemType;
import tv.natomultimedia.newsletter.problem.Problems;
import tv.natomultimedia.newsletter.subscription.Subscriber;
import tv.natomultimedia.newsletter.subscription.Subscribers;
import tv.natomultimedia.newsletter.subscription.Subscribing;
import tv.natomultimedia.newsletter.suppression.Suppressions;
import tv.natomultimedia.newsletter.suppression.Suppressions.Reason;

/**
 * Follows what happens to accounts. Every event is applied once; older news never undoes newer, and
 * none brings a deleted account back.
 */
@ApplicationScoped
class AccountEvents {

    private static final Act BY_REGISTRATION = new Act(Means.ACCOUNT_REGISTRATION, null);
    private static final Act BY_ACCOUNT = new Act(Means.ACCOUNT_EVENT, null);

    private final AccountStandings standings;
    private final Subscribers subscribers;
    private final Subscribing subscribing;
    private final Suppressions suppressions;
    private final MailingLists lists;
    private final CodeFlows flows;
    private final Outbox outbox;

    AccountEvents(
            AccountStandings standings,
            Subscribers subscribers,
            Subscribing subscribing,
            Suppressions suppressions,
            MailingLists lists,
            CodeFlows flows,
            Outbox outbox) {
        this.standings = standings;
        this.subscribers = subscribers;
        this.subscribing = subscribing;
        this.suppressions = suppressions;
        this.lists = lists;
        this.flows = flows;
        this.outbox = outbox;
    }

    /**
     * Applies an event.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 {@code conflict} when the address
     *     still belongs to another account here: news of that one is on its way, and this is to be
     *     told again
     */
    @Transactional
    void apply(AccountEvent event) {
        AccountStanding standing = standings.of(event.account().id());
        if (!standings.isNew(event.id()) || standing.isDeleted()) {
            return;
        }
        switch (event.type()) {
            case ACCOUNT_VERIFIED -> verified(event, standing);
            case EMAIL_CHANGED -> addressChanged(event, standing);
            case LOCALE_CHANGED -> localeChanged(event, standing);
            case SUSPENDED -> suspended(event, standing);
            case REINSTATED -> reinstated(event, standing);
            case DELETED -> deleted(event, standing);
        }
    }

    private void verified(AccountEvent event, AccountStanding standing) {
        UUID account = event.account().id();
        EmailAddress address = address(event);
        if (!standing.noteAddress(event.occurredAt())) {
            return;
        }
        suppressions.verified(address, event.occurredAt());
        Optional<Subscriber> known = known(account, address);
        known.ifPresent(subscriber -> link(subscriber, event, standing));
        if (event.newsletter() && !suppressions.contain(address)) {
            Subscriber subscriber = known.orElseGet(() -> subscribing.of(address, locale(event)));
            link(subscriber, event, standing);
            requireOurs(subscriber, account);
            if (!subscriber.hasChosenSince(event.occurredAt())) {
                subscribing.add(
                        subscriber, lists.defaultsFor(subscriber.locale()), BY_REGISTRATION);
            }
        }
    }

    private void addressChanged(AccountEvent event, AccountStanding standing) {
        UUID account = event.account().id();
        EmailAddress address = address(event);
        if (!standing.noteAddress(event.occurredAt())) {
            return;
        }
        suppressions.verified(address, event.occurredAt());
        subscribers.lock(address);
        Optional<Subscriber> elsewhere =
                subscribers.withAddressLocked(address).filter(one -> one.belongsToAnother(account));
        Optional<Subscriber> mine = subscribers.ofAccountLocked(account);
        if (mine.isPresent() && elsewhere.isPresent()) {
            throw Problems.of(ProblemType.CONFLICT);
        }
        mine.ifPresentOrElse(
                subscriber -> subscribing.move(subscriber, address, BY_ACCOUNT),
                () -> known(account, address).ifPresent(one -> link(one, event, standing)));
    }

    private void localeChanged(AccountEvent event, AccountStanding standing) {
        if (standing.noteLocale(event.occurredAt())) {
            subscribers
                    .ofAccountLocked(event.account().id())
                    .ifPresent(subscriber -> subscribing.speak(subscriber, locale(event)));
        }
    }

    /** Pauses: nothing is mailed until the account is in use again. */
    private void suspended(AccountEvent event, AccountStanding standing) {
        if (standing.noteStanding(event.occurredAt())) {
            mailbox(event)
                    .ifPresent(
                            address ->
                                    suppressions.add(
                                            address, Reason.ACCOUNT_SUSPENDED, event.occurredAt()));
        }
    }

    /** Mails as before the suspension. */
    private void reinstated(AccountEvent event, AccountStanding standing) {
        if (standing.noteStanding(event.occurredAt())) {
            mailbox(event)
                    .ifPresent(address -> suppressions.accountInUse(address, event.occurredAt()));
        }
    }

    /** Where the person is mailed: as the subscriber has it, else as the event does. */
    private Optional<EmailAddress> mailbox(AccountEvent event) {
        return subscribers
                .ofAccount(event.account().id())
                .map(Subscriber::address)
                .or(() -> EmailAddress.parse(event.account().email()));
    }

    private void deleted(AccountEvent event, AccountStanding standing) {
        UUID account = event.account().id();
        standing.noteDeletion(event.occurredAt());
        Optional<EmailAddress> told = EmailAddress.parse(event.account().email());
        told.ifPresent(address -> forget(address, event.occurredAt()));
        Optional<Subscriber> subscriber =
                subscribers
                        .ofAccountLocked(account)
                        .or(() -> told.flatMap(address -> known(account, address)));
        subscriber.ifPresent(
                one -> {
                    forget(one.address(), event.occurredAt());
                    subscribing.erase(one);
                });
    }

    private void forget(EmailAddress address, Instant at) {
        flows.forget(address);
        outbox.forget(address);
        suppressions.accountInUse(address, at.plusMillis(1));
    }

    private void link(Subscriber subscriber, AccountEvent event, AccountStanding standing) {
        UUID account = event.account().id();
        if (!subscriber.belongsToAnother(account)) {
            subscriber.belongTo(account);
            if (event.account().locale() != null && standing.noteLocale(event.occurredAt())) {
                subscribing.speak(subscriber, locale(event));
            }
        }
    }

    /**
     * The subscriber of the account, else of the address unless that is known to be another
     * account's.
     */
    private Optional<Subscriber> known(UUID account, EmailAddress address) {
        subscribers.lock(address);
        return subscribers
                .ofAccountLocked(account)
                .or(
                        () ->
                                subscribers
                                        .withAddressLocked(address)
                                        .filter(one -> !one.belongsToAnother(account)));
    }

    private static void requireOurs(Subscriber subscriber, UUID account) {
        if (subscriber.belongsToAnother(account)) {
            throw Problems.of(ProblemType.CONFLICT);
        }
    }

    private static EmailAddress address(AccountEvent event) {
        return EmailAddress.parse(event.account().email())
                .orElseThrow(() -> Problems.invalidMember("/account/email", "not-an-address"));
    }

    private static SpokenLocale locale(AccountEvent event) {
        return SpokenLocale.orEnglish(event.account().locale());
    }
}
