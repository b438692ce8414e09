package tv.natomultimedia.account.registration;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.account.Accounts;
import tv.natomultimedia.account.account.AddressVerified;
import tv.natomultimedia.account.account.EmailAddress;
import tv.natomultimedia.account.account.Profile;
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
import tv.natomultimedia.account.session.IssuedSession;
import tv.natomultimedia.account.session.LoggedIn;

/**
 * Registering: an attempt, a mailed code, an account. An address that has an account gets the same
 * answers after the same work; its owner gets a mail that says so, and the flow holds a code that
 * nobody was told.
 */
@ApplicationScoped
class Registration {

    private final RegistrationAttempts attempts;
    private final CodeFlows flows;
    private final CodeRules codeRules;
    private final Accounts accounts;
    private final LoggedIn loggedIn;
    private final Event<AddressVerified> verified;
    private final Notifications notifications;
    private final Post post;
    private final Clock clock;

    Registration(
            RegistrationAttempts attempts,
            CodeFlows flows,
            CodeRules codeRules,
            Accounts accounts,
            LoggedIn loggedIn,
            Event<AddressVerified> verified,
            Notifications notifications,
            Post post,
            Clock clock) {
        this.attempts = attempts;
        this.flows = flows;
        this.codeRules = codeRules;
        this.accounts = accounts;
        this.loggedIn = loggedIn;
        this.verified = verified;
        this.notifications = notifications;
        this.post = post;
        this.clock = clock;
    }

    /** What has been checked of a new registration. */
    record Checked(
            EmailAddress address,
            String passwordHash,
            Profile profile,
            boolean newsletter,
            String returnTo) {}

    /** What became of a code; a refusal is returned, for the counted attempt must be committed. */
    sealed interface Outcome {

        /** The account exists and is logged in. */
        record Confirmed(IssuedSession session) implements Outcome {}

        /** It does not. */
        record Refused(HttpProblem problem) implements Outcome {}
    }

    @Transactional
    FlowState start(Checked registration, String network) {
        Optional<Account> known = accounts.of(registration.address());
        CodeFlows.Issued issued =
                flows.start(Kind.REGISTRATION, registration.address(), network, known.isEmpty());
        RegistrationAttempt attempt =
                new RegistrationAttempt(
                        issued.flow().id(),
                        registration.address(),
                        registration.passwordHash(),
                        registration.profile(),
                        registration.newsletter(),
                        registration.returnTo());
        attempts.persist(attempt);
        mail(issued, attempt, known);
        return flows.state(issued.flow());
    }

    @Transactional
    FlowState state(UUID id) {
        return flows.state(id, Kind.REGISTRATION);
    }

    @Transactional
    FlowState sendNewCode(UUID id, String network) {
        CodeFlow flow = flows.forResend(id, Kind.REGISTRATION);
        RegistrationAttempt attempt = attempts.findById(id);
        Optional<Account> known = accounts.of(attempt.address());
        CodeFlows.Issued issued = flows.issue(flow, attempt.address(), network, known.isEmpty());
        mail(issued, attempt, known);
        return flows.state(flow);
    }

    @Transactional
    Outcome confirm(UUID id, String code) {
        return switch (flows.check(id, Kind.REGISTRATION, code)) {
            case CodeCheck.Refused(HttpProblem problem) -> new Outcome.Refused(problem);
            case CodeCheck.Right(CodeFlow flow) -> open(flow);
        };
    }

    /**
     * Of several attempts for one address the first confirmed wins. Whoever confirms a later one
     * has read its code in the same mailbox, so it may be told that the address is taken.
     */
    private Outcome open(CodeFlow flow) {
        Instant now = clock.instant();
        RegistrationAttempt attempt = attempts.findById(flow.id());
        Account account = attempt.toAccount(now);
        if (!accounts.addIfAddressIsFree(account)) {
            attempts.delete(attempt);
            return new Outcome.Refused(Problems.of(ProblemType.ALREADY_COMPLETED));
        }
        Account opened = accounts.findById(account.id());
        verified.fire(new AddressVerified(opened));
        IssuedSession session = loggedIn.open(opened, attempt.returnTo());
        notifications.verified(opened, attempt.wantsNewsletter());
        attempts.delete(attempt);
        return new Outcome.Confirmed(session);
    }

    private void mail(
            CodeFlows.Issued issued, RegistrationAttempt attempt, Optional<Account> known) {
        Letter letter =
                known.isPresent()
                        ? new Letter.AlreadyRegistered()
                        : new Letter.RegistrationCode(
                                issued.flow().id(),
                                issued.code(),
                                codeRules.lifetime(),
                                issued.flow().codeExpiresAt());
        post.send(
                known.map(Account::address).orElseGet(attempt::address),
                Language.of(known.map(Account::locale).orElseGet(attempt::locale)),
                letter,
                issued.flow().codeExpiresAt());
    }
}
