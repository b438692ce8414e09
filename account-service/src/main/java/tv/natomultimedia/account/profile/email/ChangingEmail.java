package tv.natomultimedia.account.profile.email;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.account.AccountView;
import tv.natomultimedia.account.account.Accounts;
import tv.natomultimedia.account.account.AddressVerified;
import tv.natomultimedia.account.account.EmailAddress;
import tv.natomultimedia.account.audit.Origin;
import tv.natomultimedia.account.audit.SecurityEventType;
import tv.natomultimedia.account.audit.SecurityEvents;
import tv.natomultimedia.account.caller.Person;
import tv.natomultimedia.account.code.CodeCheck;
import tv.natomultimedia.account.code.CodeFlow;
import tv.natomultimedia.account.code.CodeFlow.Kind;
import tv.natomultimedia.account.code.CodeFlows;
import tv.natomultimedia.account.code.CodeRules;
import tv.natomultimedia.account.code.FlowState;
import tv.natomultimedia.account.mail.Language;
import tv.natomultimedia.account.mail.Letter;
import tv.natomultimedia.account.mail.Post;
import tv.natomultimedia.account.notification.Notifications;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.profile.OwnPassword;
import tv.natomultimedia.account.session.Sessions;

/**
 * Changing one's address: a wish allowed by the password, a code to the new address, a notice to
 * the present one. An address that has an account gets the same answers after the same work; its
 * owner gets a mail that says so, and the flow holds a code that nobody was told.
 */
@ApplicationScoped
class ChangingEmail {

    private static final Duration DAY = Duration.ofDays(1);

    private final EmailChanges changes;
    private final EmailChangeRules rules;
    private final CodeFlows flows;
    private final CodeRules codeRules;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Event<AddressVerified> verified;
    private final Notifications notifications;
    private final SecurityEvents securityEvents;
    private final Post post;
    private final Clock clock;

    ChangingEmail(
            EmailChanges changes,
            EmailChangeRules rules,
            CodeFlows flows,
            CodeRules codeRules,
            Accounts accounts,
            Sessions sessions,
            Event<AddressVerified> verified,
            Notifications notifications,
            SecurityEvents securityEvents,
            Post post,
            Clock clock) {
        this.changes = changes;
        this.rules = rules;
        this.flows = flows;
        this.codeRules = codeRules;
        this.accounts = accounts;
        this.sessions = sessions;
        this.verified = verified;
        this.notifications = notifications;
        this.securityEvents = securityEvents;
        this.post = post;
        this.clock = clock;
    }

    /** What became of a code; a refusal is returned, for the counted attempt must be committed. */
    sealed interface Outcome {

        /** The account has the new address. */
        record Changed(AccountView account) implements Outcome {}

        /** It has not. */
        record Refused(HttpProblem problem) implements Outcome {}
    }

    @Transactional
    FlowState start(
            UUID accountId,
            OwnPassword.Credentials checked,
            EmailAddress address,
            String network,
            Origin origin) {
        Instant now = clock.instant();
        Account account =
                accounts.locked(accountId).orElseThrow(() -> Problems.of(ProblemType.NOT_FOUND));
        if (!checked.areOf(account)) {
            throw Problems.of(ProblemType.CONFLICT);
        }
        if (account.email().equals(address.typed())) {
            throw Problems.invalidMember("/newEmail", "unchanged");
        }
        if (changes.startedSince(accountId, now.minus(DAY)) >= rules.day()) {
            throw Problems.builder(ProblemType.TOO_MANY_REQUESTS)
                    .withHeader("Retry-After", DAY.toSeconds())
                    .build();
        }
        Optional<Account> owner = ownerOtherThan(account, address);
        CodeFlows.Issued issued = flows.start(Kind.EMAIL_CHANGE, address, network, owner.isEmpty());
        changes.persist(new EmailChange(issued.flow().id(), account, address, now));
        mail(issued, account, address, owner);
        notice(account, account.address(), new Letter.EmailChangeStarted(now));
        securityEvents.ofAccount(SecurityEventType.EMAIL_CHANGE_STARTED, accountId, origin);
        return flows.state(issued.flow());
    }

    @Transactional
    FlowState state(UUID accountId, UUID id) {
        mine(accountId, id);
        return flows.state(id, Kind.EMAIL_CHANGE);
    }

    @Transactional
    FlowState sendNewCode(UUID accountId, UUID id, String network) {
        mine(accountId, id);
        CodeFlow flow = flows.forResend(id, Kind.EMAIL_CHANGE);
        EmailChange change = changes.findById(id);
        // What was good before the locks may have been voided meanwhile.
        Account account =
                accounts.lockedAnew(accountId)
                        .filter(change::isGoodFor)
                        .orElseThrow(() -> Problems.of(ProblemType.FLOW_NOT_FOUND));
        Optional<Account> owner = ownerOtherThan(account, change.address());
        CodeFlows.Issued issued = flows.issue(flow, change.address(), network, owner.isEmpty());
        mail(issued, account, change.address(), owner);
        return flows.state(flow);
    }

    @Transactional
    Outcome confirm(Person person, UUID id, String code, Origin origin) {
        mine(person.accountId(), id);
        return switch (flows.check(id, Kind.EMAIL_CHANGE, code)) {
            case CodeCheck.Refused(HttpProblem problem) -> new Outcome.Refused(problem);
            case CodeCheck.Right(CodeFlow flow) -> change(person, flow, origin);
        };
    }

    /**
     * Whoever gets here has read the code in the mailbox of the new address, so it may be told that
     * somebody else has taken it meanwhile. What was started with the former address, such as a
     * reset of the password, ends with it.
     */
    private Outcome change(Person person, CodeFlow flow, Origin origin) {
        Instant now = clock.instant();
        EmailChange change = changes.findById(flow.id());
        accounts.findByIdOptional(person.accountId())
                .map(Account::address)
                .filter(former -> !former.canonical().equals(change.address().canonical()))
                .ifPresent(flows::forget);
        Optional<Account> locked =
                accounts.lockedAnew(person.accountId()).filter(change::isGoodFor);
        if (locked.isEmpty()) {
            return new Outcome.Refused(Problems.of(ProblemType.FLOW_NOT_FOUND));
        }
        Account account = locked.get();
        EmailAddress former = account.address();
        if (!accounts.moveIfAddressIsFree(account, change.address(), now)) {
            return new Outcome.Refused(Problems.of(ProblemType.ADDRESS_TAKEN));
        }
        change.done(now);
        verified.fire(new AddressVerified(account));
        sessions.endOthersForNewAddress(account.id(), person.sessionId());
        notifications.emailChanged(account);
        Letter letter = new Letter.EmailChanged(now, former.masked(), account.address().masked());
        notice(account, former, letter);
        notice(account, account.address(), letter);
        securityEvents.ofAccount(SecurityEventType.EMAIL_CHANGED, account.id(), origin);
        return new Outcome.Changed(AccountView.from(account));
    }

    /** A change that the account has started and that can still be brought about, or has been. */
    private EmailChange mine(UUID accountId, UUID id) {
        Optional<Account> account = accounts.findByIdOptional(accountId);
        return changes.findByIdOptional(id)
                .filter(change -> account.filter(change::isGoodFor).isPresent())
                .orElseThrow(() -> Problems.of(ProblemType.FLOW_NOT_FOUND));
    }

    private Optional<Account> ownerOtherThan(Account account, EmailAddress address) {
        return accounts.of(address).filter(owner -> !owner.id().equals(account.id()));
    }

    private void mail(
            CodeFlows.Issued issued,
            Account account,
            EmailAddress address,
            Optional<Account> owner) {
        Letter letter =
                owner.isPresent()
                        ? new Letter.AddressInUse()
                        : new Letter.EmailChangeCode(
                                issued.flow().id(),
                                issued.code(),
                                codeRules.lifetime(),
                                issued.flow().codeExpiresAt());
        post.send(
                owner.map(Account::address).orElse(address),
                Language.of(owner.orElse(account).locale()),
                letter,
                issued.flow().codeExpiresAt());
    }

    private void notice(Account account, EmailAddress to, Letter letter) {
        post.send(to, Language.of(account.locale()), letter);
    }
}
