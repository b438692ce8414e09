package tv.natomultimedia.account.code;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.account.account.EmailAddress;
import tv.natomultimedia.account.code.CodeFlow.Kind;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.secret.Bytes;
import tv.natomultimedia.account.secret.Ids;
import tv.natomultimedia.account.secret.KeyedHash;
import tv.natomultimedia.account.secret.KeyedHash.Purpose;

/** All flows and their codes. Every method works in the caller's transaction. */
@ApplicationScoped
public class CodeFlows implements PanacheRepositoryBase<CodeFlow, UUID> {

    private static final int REMOVED_AT_ONCE = 1_000;

    private final KeyedHash keyedHash;
    private final OneTimeCodes codes;
    private final MailBudget mails;
    private final GuessBudget guesses;
    private final CodeBreaker breaker;
    private final CodeRules rules;
    private final Clock clock;

    CodeFlows(
            KeyedHash keyedHash,
            OneTimeCodes codes,
            MailBudget mails,
            GuessBudget guesses,
            CodeBreaker breaker,
            CodeRules rules,
            Clock clock) {
        this.keyedHash = keyedHash;
        this.codes = codes;
        this.mails = mails;
        this.guesses = guesses;
        this.breaker = breaker;
        this.rules = rules;
        this.clock = clock;
    }

    /** A code as its mail shows it, with its flow. */
    public record Issued(CodeFlow flow, String code) {}

    /**
     * Starts a flow with its first code.
     *
     * @param genuine whether the code will be mailed; one that is not is never right
     * @throws HttpProblem 429 {@code mail-budget-spent}
     */
    public Issued start(Kind kind, EmailAddress address, String network, boolean genuine) {
        CodeFlow flow =
                CodeFlow.started(
                        Ids.next(),
                        kind,
                        addressKey(address),
                        mails.identity(address),
                        rules,
                        clock.instant());
        return issue(flow, address, network, genuine);
    }

    /**
     * Makes a new code for a flow, in place of the last one.
     *
     * @throws HttpProblem 429 {@code mail-budget-spent}
     */
    public Issued issue(CodeFlow flow, EmailAddress address, String network, boolean genuine) {
        mails.spend(address, network);
        flow.codeSent(format(flow), rules, clock.instant());
        persist(flow);
        flush();
        return new Issued(flow, OneTimeCode.legible(codes.draw(flow, genuine)));
    }

    /**
     * The flow, if a new code may be sent for it now; locked until the transaction ends.
     *
     * @throws HttpProblem 404 {@code flow-not-found}, 409 {@code already-completed}, 429 {@code
     *     resend-too-soon}
     */
    public CodeFlow forResend(UUID id, Kind kind) {
        Instant now = clock.instant();
        CodeFlow flow = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (flow == null || flow.kind() != kind) {
            throw Problems.of(ProblemType.FLOW_NOT_FOUND);
        }
        if (flow.isCompleted()) {
            throw Problems.of(ProblemType.ALREADY_COMPLETED);
        }
        if (flow.isExpired(now)) {
            throw Problems.of(ProblemType.FLOW_NOT_FOUND);
        }
        if (state(flow).resendAvailableAt().isAfter(now)) {
            throw aboutFlow(ProblemType.RESEND_TOO_SOON, flow);
        }
        return flow;
    }

    /**
     * What a flow shows.
     *
     * @throws HttpProblem 404 {@code flow-not-found}
     */
    public FlowState state(UUID id, Kind kind) {
        CodeFlow flow = findById(id);
        if (flow == null || flow.kind() != kind) {
            throw Problems.of(ProblemType.FLOW_NOT_FOUND);
        }
        return state(flow);
    }

    /** What a flow shows that has just been changed in this transaction. */
    public FlowState state(CodeFlow flow) {
        int guessesLeft = isRationed(flow) ? guesses.left(flow.identityKey()) : Integer.MAX_VALUE;
        return FlowState.of(flow, rules, guessesLeft, clock.instant());
    }

    /**
     * Compares a code, unless as many wrong ones were entered as the flow or, for six digits, the
     * budget of its identity has; counts it on both if it is wrong. Flow and identity stay locked
     * until the transaction ends, so that of many right ones at once a single one is accepted, and
     * wrong ones cannot exceed the budget.
     */
    public CodeCheck check(UUID id, Kind kind, String entered) {
        Instant now = clock.instant();
        Optional<CodeFlow> open = lockedIfOpen(id, kind, now);
        if (open.isEmpty()) {
            return new CodeCheck.Refused(whyNotOpen(id, kind, now));
        }
        CodeFlow flow = open.get();
        if (isRationed(flow) && guesses.left(flow.identityKey()) == 0) {
            return new CodeCheck.Refused(aboutFlow(ProblemType.TOO_MANY_ATTEMPTS, flow));
        }
        return switch (codes.compare(flow, OneTimeCode.normalised(entered))) {
            case RIGHT -> {
                flow.complete(now);
                yield new CodeCheck.Right(flow);
            }
            case SUPERSEDED -> new CodeCheck.Refused(aboutFlow(ProblemType.CODE_SUPERSEDED, flow));
            case WRONG -> {
                countWrong(flow);
                yield new CodeCheck.Refused(aboutFlow(ProblemType.CODE_INVALID, flow));
            }
        };
    }

    /** Removes every flow of an address, with all that hangs on it. */
    public void forget(EmailAddress address) {
        delete("addressKey", addressKey(address));
    }

    /** What is kept of every flow of an address, the latest first. */
    public List<Kept> kept(EmailAddress address) {
        return find("addressKey = ?1 order by createdAt desc, id", addressKey(address)).stream()
                .map(CodeFlow::kept)
                .toList();
    }

    /** A flow as its owner is told of it who asks for everything that is kept. */
    public record Kept(Kind kind, Instant createdAt, Instant expiresAt, Instant completedAt) {}

    /** Both are asked always, so that a spent budget does not show in the time. */
    private CodeFormat format(CodeFlow flow) {
        boolean spent = guesses.left(flow.identityKey()) == 0;
        return breaker.isOpen() | spent ? CodeFormat.BASE32_12 : CodeFormat.DIGITS_6;
    }

    /** Whether guesses at the flow's code count on the budget of its identity. */
    private static boolean isRationed(CodeFlow flow) {
        return flow.codeFormat() == CodeFormat.DIGITS_6;
    }

    private void countWrong(CodeFlow flow) {
        flow.countAttempt();
        if (isRationed(flow)) {
            guesses.count(flow.identityKey());
        }
        breaker.countWrong();
    }

    /** The identity is locked before the flow, by a lock of its own: it may have no row yet. */
    private Optional<CodeFlow> lockedIfOpen(UUID id, Kind kind, Instant now) {
        List<?> found =
                getEntityManager()
                        .createNativeQuery(
                                """
                                SELECT * FROM code_flow
                                WHERE id = :id AND kind = :kind AND completed_at IS NULL
                                  AND expires_at > :now AND code_expires_at > :now AND attempts_used < :attempts
                                  AND pg_advisory_xact_lock(hashtextextended(encode(identity_key, 'hex'), 5)) IS NOT NULL
                                FOR UPDATE
                                """,
                                CodeFlow.class)
                        .setParameter("id", id)
                        .setParameter("kind", kind.name())
                        .setParameter("now", now)
                        .setParameter("attempts", rules.attempts())
                        .getResultList();
        return found.stream().findFirst().map(CodeFlow.class::cast);
    }

    private HttpProblem whyNotOpen(UUID id, Kind kind, Instant now) {
        CodeFlow flow = findById(id);
        if (flow == null || flow.kind() != kind) {
            return Problems.of(ProblemType.FLOW_NOT_FOUND);
        }
        getEntityManager().refresh(flow);
        if (flow.isCompleted()) {
            return Problems.of(ProblemType.ALREADY_COMPLETED);
        }
        if (flow.isExpired(now)) {
            return Problems.of(ProblemType.FLOW_NOT_FOUND);
        }
        return aboutFlow(
                state(flow).attemptsRemaining() == 0
                        ? ProblemType.TOO_MANY_ATTEMPTS
                        : ProblemType.CODE_EXPIRED,
                flow);
    }

    private HttpProblem aboutFlow(ProblemType type, CodeFlow flow) {
        FlowState state = state(flow);
        HttpProblem.Builder problem = Problems.builder(type);
        state.members(flow.kind()).forEach(problem::with);
        if (type.status() == 429) {
            problem.withHeader("Retry-After", Math.max(1, state.resendAvailableInSeconds()));
        }
        return problem.build();
    }

    private byte[] addressKey(EmailAddress address) {
        return keyedHash.of(Purpose.ADDRESS, Bytes.of(address.canonical()));
    }

    @Scheduled(every = "{cleanup.every}", delayed = "{cleanup.delayed}")
    @Transactional
    void removeOld() {
        getEntityManager()
                .createNativeQuery(
                        """
                        DELETE FROM code_flow WHERE id = ANY (ARRAY(
                            SELECT id FROM code_flow WHERE expires_at < :before
                            LIMIT :atOnce FOR UPDATE SKIP LOCKED))
                        """)
                .setParameter("before", clock.instant().minus(rules.flowRetention()))
                .setParameter("atOnce", REMOVED_AT_ONCE)
                .executeUpdate();
    }
}
