package tv.natomultimedia.newsletter.code;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tv.natomultimedia.newsletter.address.EmailAddress;
import tv.natomultimedia.newsletter.problem.ProblemType;
import tv.natomultimedia.newsletter.problem.Problems;
import tv.natomultimedia.newsletter.secret.Bytes;
import tv.natomultimedia.newsletter.secret.Ids;
import tv.natomultimedia.newsletter.secret.KeyedHash;
import tv.natomultimedia.newsletter.secret.KeyedHash.Purpose;
import tv.natomultimedia.newsletter.throttle.MailBudget;

/** All flows and their codes. Every method works in the caller's transaction. */
@ApplicationScoped
public class CodeFlows implements PanacheRepositoryBase<CodeFlow, UUID> {

    private static final int REMOVED_AT_ONCE = 1_000;

    private final KeyedHash keyedHash;
    private final MailBudget budget;
    private final CodeRules rules;
    private final Clock clock;

    CodeFlows(KeyedHash keyedHash, MailBudget budget, CodeRules rules, Clock clock) {
        this.keyedHash = keyedHash;
        this.budget = budget;
        this.rules = rules;
        this.clock = clock;
    }

    /** A code for a mail, with its flow. */
    public record Issued(CodeFlow flow, String code) {}

    /**
     * Starts a flow with its first code.
     *
     * @param genuine whether the code will be mailed; one that is not is never right
     * @throws HttpProblem 429 {@code mail-budget-spent}
     */
    public Issued start(EmailAddress address, String network, boolean genuine) {
        CodeFlow flow = CodeFlow.started(Ids.next(), addressKey(address), rules, clock.instant());
        return issue(flow, address, network, genuine);
    }

    /**
     * Makes a new code for a flow, in place of the last one.
     *
     * @throws HttpProblem 429 {@code mail-budget-spent}
     */
    public Issued issue(CodeFlow flow, EmailAddress address, String network, boolean genuine) {
        budget.spend(address, network);
        int number = flow.codeSent(rules, clock.instant());
        persist(flow);
        flush();
        String code = freshCode(flow);
        getEntityManager()
                .createNativeQuery(
                        """
                        INSERT INTO one_time_code (flow_id, number, mac, key_id, genuine)
                        VALUES (:flow, :number, :mac, :keyId, :genuine)
                        """)
                .setParameter("flow", flow.id())
                .setParameter("number", number)
                .setParameter("mac", mac(flow.id(), code))
                .setParameter("keyId", keyedHash.keyId(Purpose.CODE))
                .setParameter("genuine", genuine)
                .executeUpdate();
        return new Issued(flow, code);
    }

    /**
     * The flow, if a new code may be sent for it now; locked until the transaction ends.
     *
     * @throws HttpProblem 404 {@code flow-not-found}, 409 {@code already-completed}, 429 {@code
     *     resend-too-soon}
     */
    public CodeFlow forResend(UUID id) {
        Instant now = clock.instant();
        CodeFlow flow = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (flow == null) {
            throw Problems.of(ProblemType.FLOW_NOT_FOUND);
        }
        if (flow.isCompleted()) {
            throw Problems.of(ProblemType.ALREADY_COMPLETED);
        }
        if (flow.isExpired(now)) {
            throw Problems.of(ProblemType.FLOW_NOT_FOUND);
        }
        FlowState state = flow.state(rules, now);
        if (state.resendAvailableAt().isAfter(now)) {
            throw aboutFlow(ProblemType.RESEND_TOO_SOON, flow);
        }
        return flow;
    }

    /**
     * What a flow shows.
     *
     * @throws HttpProblem 404 {@code flow-not-found}
     */
    public FlowState state(UUID id) {
        CodeFlow flow = findById(id);
        if (flow == null) {
            throw Problems.of(ProblemType.FLOW_NOT_FOUND);
        }
        return flow.state(rules, clock.instant());
    }

    /** What a flow shows that has just been changed in this transaction. */
    public FlowState state(CodeFlow flow) {
        return flow.state(rules, clock.instant());
    }

    /**
     * Counts an attempt, then compares. The row stays locked until the transaction ends, so that of
     * many right ones at once a single one is accepted.
     */
    public CodeCheck check(UUID id, String entered) {
        Instant now = clock.instant();
        List<?> counted =
                getEntityManager()
                        .createNativeQuery(
                                """
                                UPDATE code_flow SET attempts_used = attempts_used + 1
                                WHERE id = :id AND completed_at IS NULL
                                  AND expires_at > :now AND code_expires_at > :now AND attempts_used < :attempts
                                RETURNING *
                                """,
                                CodeFlow.class)
                        .setParameter("id", id)
                        .setParameter("now", now)
                        .setParameter("attempts", rules.attempts())
                        .getResultList();
        if (counted.isEmpty()) {
            return new CodeCheck.Refused(whyNotCounted(id, now));
        }
        CodeFlow flow = (CodeFlow) counted.getFirst();
        return switch (compare(flow, OneTimeCode.normalised(entered))) {
            case RIGHT -> {
                flow.complete(now);
                yield new CodeCheck.Right(flow);
            }
            case SUPERSEDED -> {
                flow.giveAttemptBack();
                yield new CodeCheck.Refused(aboutFlow(ProblemType.CODE_SUPERSEDED, flow));
            }
            case WRONG -> new CodeCheck.Refused(aboutFlow(ProblemType.CODE_INVALID, flow));
        };
    }

    /** A flow as the owner of its address is told of it. */
    public record Kept(UUID id, Instant createdAt, Instant expiresAt, Instant completedAt) {}

    /** What is kept of every flow of an address, the latest first. */
    public List<Kept> kept(EmailAddress address) {
        return find("addressKey = ?1 order by createdAt desc, id", addressKey(address)).stream()
                .map(CodeFlow::kept)
                .toList();
    }

    /** Removes every flow of an address, with all that hangs on it. */
    public void forget(EmailAddress address) {
        delete("addressKey", addressKey(address));
    }

    /** Ends a flow that its addressee does not want; one that has ended already stays as it is. */
    public void abandon(UUID id) {
        CodeFlow flow = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (flow != null) {
            flow.abandon(clock.instant());
        }
    }

    private enum Comparison {
        RIGHT,
        SUPERSEDED,
        WRONG
    }

    /**
     * Compares with every code of the flow, in a time that does not depend on which one matches.
     */
    private Comparison compare(CodeFlow flow, String code) {
        byte[] mac = mac(flow.id(), code);
        String keyId = keyedHash.keyId(Purpose.CODE);
        Comparison found = Comparison.WRONG;
        for (Object row : codes(flow)) {
            Object[] known = (Object[]) row;
            boolean same = Bytes.same((byte[]) known[1], mac) & keyId.equals(known[2]);
            boolean genuine = (Boolean) known[3];
            if (same && genuine) {
                found =
                        ((Number) known[0]).intValue() == flow.codeNumber()
                                ? Comparison.RIGHT
                                : Comparison.SUPERSEDED;
            }
        }
        return found;
    }

    private List<?> codes(CodeFlow flow) {
        return getEntityManager()
                .createNativeQuery(
                        "SELECT number, mac, key_id, genuine FROM one_time_code WHERE flow_id = :flow")
                .setParameter("flow", flow.id())
                .getResultList();
    }

    /** A code that the flow has not had yet, so that an older one is never right again. */
    private String freshCode(CodeFlow flow) {
        List<?> earlier = codes(flow);
        while (true) {
            String code = OneTimeCode.generate();
            byte[] mac = mac(flow.id(), code);
            if (earlier.stream().noneMatch(row -> Bytes.same((byte[]) ((Object[]) row)[1], mac))) {
                return code;
            }
        }
    }

    private HttpProblem whyNotCounted(UUID id, Instant now) {
        CodeFlow flow = findById(id);
        if (flow == null) {
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
                flow.attemptsUsed() >= rules.attempts()
                        ? ProblemType.TOO_MANY_ATTEMPTS
                        : ProblemType.CODE_EXPIRED,
                flow);
    }

    private HttpProblem aboutFlow(ProblemType type, CodeFlow flow) {
        FlowState state = state(flow);
        HttpProblem.Builder problem = Problems.builder(type);
        state.members().forEach(problem::with);
        if (type.status() == 429) {
            problem.withHeader("Retry-After", Math.max(1, state.resendAvailableInSeconds()));
        }
        return problem.build();
    }

    private byte[] addressKey(EmailAddress address) {
        return keyedHash.of(Purpose.MAILBOX, Bytes.of(address.canonical()));
    }

    private byte[] mac(UUID flow, String code) {
        return keyedHash.of(Purpose.CODE, Bytes.of(flow), Bytes.of(code));
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
