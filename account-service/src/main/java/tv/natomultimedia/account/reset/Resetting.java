package tv.natomultimedia.account.reset;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.account.Accounts;
import tv.natomultimedia.account.account.EmailAddress;
import tv.natomultimedia.account.audit.Origin;
import tv.natomultimedia.account.audit.SecurityEventType;
import tv.natomultimedia.account.audit.SecurityEvents;
import tv.natomultimedia.account.code.CodeCheck;
import tv.natomultimedia.account.code.CodeFlow;
import tv.natomultimedia.account.code.CodeFlow.Kind;
import tv.natomultimedia.account.code.CodeFlows;
import tv.natomultimedia.account.code.CodeRules;
import tv.natomultimedia.account.code.FlowState;
import tv.natomultimedia.account.mail.Language;
import tv.natomultimedia.account.mail.Letter;
import tv.natomultimedia.account.mail.Post;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.secret.Bytes;
import tv.natomultimedia.account.session.Sessions;

/**
 * Setting a forgotten password anew: a mailed code, exchanged for a token, spent on a password.
 * Mails go to the address that the account was verified with, never to another spelling that was
 * typed here.
 */
@ApplicationScoped
class Resetting {

    private static final int TOKEN_BYTES = 32;

    private final PasswordResets resets;
    private final CodeFlows flows;
    private final CodeRules codeRules;
    private final ResetRules rules;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Post post;
    private final SecurityEvents events;
    private final Clock clock;

    Resetting(
            PasswordResets resets,
            CodeFlows flows,
            CodeRules codeRules,
            ResetRules rules,
            Accounts accounts,
            Sessions sessions,
            Post post,
            SecurityEvents events,
            Clock clock) {
        this.resets = resets;
        this.flows = flows;
        this.codeRules = codeRules;
        this.rules = rules;
        this.accounts = accounts;
        this.sessions = sessions;
        this.post = post;
        this.events = events;
        this.clock = clock;
    }

    /** What became of a code; a refusal is returned, for the counted attempt must be committed. */
    sealed interface Outcome {

        /** It was right. */
        record Confirmed(String resetToken, Instant expiresAt) implements Outcome {}

        /** It was not accepted. */
        record Refused(HttpProblem problem) implements Outcome {}
    }

    @Transactional
    FlowState start(EmailAddress address, String locale, String returnTo, String network) {
        Optional<Account> known = accounts.of(address);
        CodeFlows.Issued issued =
                flows.start(Kind.PASSWORD_RESET, address, network, known.isPresent());
        PasswordReset reset = new PasswordReset(issued.flow().id(), address, locale, returnTo);
        resets.persist(reset);
        mail(issued, reset, known);
        return flows.state(issued.flow());
    }

    @Transactional
    FlowState state(UUID id) {
        return flows.state(id, Kind.PASSWORD_RESET);
    }

    @Transactional
    FlowState sendNewCode(UUID id, String network) {
        CodeFlow flow = flows.forResend(id, Kind.PASSWORD_RESET);
        PasswordReset reset = resets.findById(id);
        Optional<Account> known = accounts.of(reset.address());
        CodeFlows.Issued issued = flows.issue(flow, reset.address(), network, known.isPresent());
        mail(issued, reset, known);
        return flows.state(flow);
    }

    @Transactional
    Outcome confirm(UUID id, String code) {
        return switch (flows.check(id, Kind.PASSWORD_RESET, code)) {
            case CodeCheck.Refused(HttpProblem problem) -> new Outcome.Refused(problem);
            case CodeCheck.Right(CodeFlow flow) -> exchange(resets.findById(flow.id()));
        };
    }

    /**
     * The address of the account whose password a token may set.
     *
     * @throws HttpProblem 404, 409, 410 or 422
     */
    @Transactional
    EmailAddress addressFor(UUID id, String token) {
        flows.state(id, Kind.PASSWORD_RESET);
        return account(require(locked(id), token)).address();
    }

    /** Sets the password, ends all sessions and mails a notice; where to go from here, or null. */
    @Transactional
    String setPassword(UUID id, String token, String newHash, Origin origin) {
        PasswordReset reset = require(locked(id), token);
        Account account = account(reset);
        Instant now = clock.instant();
        reset.used(now);
        account.changePassword(newHash, now);
        sessions.endAllForNewPassword(account.id());
        events.ofAccount(SecurityEventType.PASSWORD_RESET, account.id(), origin);
        post.send(
                account.address(), Language.of(account.locale()), new Letter.PasswordChanged(now));
        return reset.returnTo();
    }

    private Outcome exchange(PasswordReset reset) {
        Optional<Account> account = accounts.of(reset.address());
        if (account.isEmpty()) {
            return new Outcome.Refused(Problems.of(ProblemType.FLOW_NOT_FOUND));
        }
        byte[] token = Bytes.random(TOKEN_BYTES);
        reset.confirm(account.get(), token, rules.tokenLifetime(), clock.instant());
        return new Outcome.Confirmed(Bytes.base64Url(token), reset.tokenExpiresAt());
    }

    /**
     * Locked, so that what it says and what the account says are of the same moment: a token that
     * has just been used is used, not invalid.
     */
    private PasswordReset locked(UUID id) {
        return resets.findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    private PasswordReset require(PasswordReset reset, String token) {
        if (reset == null) {
            throw Problems.of(ProblemType.FLOW_NOT_FOUND);
        }
        return switch (reset.state(decoded(token), clock.instant())) {
            case VALID -> reset;
            case INVALID -> throw Problems.of(ProblemType.RESET_TOKEN_INVALID);
            case EXPIRED -> throw Problems.of(ProblemType.RESET_TOKEN_EXPIRED);
            case USED -> throw Problems.of(ProblemType.ALREADY_COMPLETED);
        };
    }

    /** A token dies with the password that it was to replace. */
    private Account account(PasswordReset reset) {
        return accounts.locked(reset.accountId())
                .filter(reset::isStillFor)
                .orElseThrow(() -> Problems.of(ProblemType.RESET_TOKEN_INVALID));
    }

    private void mail(CodeFlows.Issued issued, PasswordReset reset, Optional<Account> known) {
        Letter letter =
                known.isPresent()
                        ? new Letter.ResetCode(
                                issued.flow().id(),
                                issued.code(),
                                codeRules.lifetime(),
                                issued.flow().codeExpiresAt())
                        : new Letter.NoAccount();
        post.send(
                known.map(Account::address).orElseGet(reset::address),
                Language.of(known.map(Account::locale).orElseGet(reset::locale)),
                letter,
                issued.flow().codeExpiresAt());
    }

    private static byte[] decoded(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
