package tv.natomultimedia.newsletter.code;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * One start of something that a mailed code confirms. Knows neither the address nor whether it is
 * subscribed.
 */
@Entity
@Table(name = "code_flow")
public class CodeFlow {

    @Id private UUID id;

    @Column(name = "address_key")
    private byte[] addressKey;

    @Column(name = "code_number")
    private int codeNumber;

    @Column(name = "code_sent_at")
    private Instant codeSentAt;

    @Column(name = "code_expires_at")
    private Instant codeExpiresAt;

    @Column(name = "attempts_used")
    private int attemptsUsed;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "completed_at")
    private Instant completedAt;

    /** For the persistence provider. */
    protected CodeFlow() {}

    static CodeFlow started(UUID id, byte[] addressKey, CodeRules rules, Instant now) {
        CodeFlow flow = new CodeFlow();
        flow.id = id;
        flow.addressKey = addressKey;
        flow.createdAt = now;
        flow.expiresAt = now.plus(rules.flowLifetime());
        return flow;
    }

    /** A new code takes the place of the last one and brings all attempts back. */
    int codeSent(CodeRules rules, Instant now) {
        codeNumber++;
        codeSentAt = now;
        Instant end = now.plus(rules.lifetime());
        codeExpiresAt = end.isAfter(expiresAt) ? expiresAt : end;
        attemptsUsed = 0;
        return codeNumber;
    }

    /** The flow has reached its end: its code was right. */
    void complete(Instant now) {
        completedAt = now;
    }

    /** Takes back an attempt that was none. */
    void giveAttemptBack() {
        attemptsUsed--;
    }

    /** Ends the flow before its time; its codes are worth nothing any more. */
    void abandon(Instant now) {
        if (!isCompleted() && !isExpired(now)) {
            expiresAt = now;
        }
    }

    /** What anybody who knows the flow's id may see of it. */
    public FlowState state(CodeRules rules, Instant now) {
        return FlowState.of(this, rules, now);
    }

    public UUID id() {
        return id;
    }

    /** Until when the code of the last mail is worth sending. */
    public Instant codeExpiresAt() {
        return codeExpiresAt;
    }

    int codeNumber() {
        return codeNumber;
    }

    Instant codeSentAt() {
        return codeSentAt;
    }

    int attemptsUsed() {
        return attemptsUsed;
    }

    CodeFlows.Kept kept() {
        return new CodeFlows.Kept(id, createdAt, expiresAt, completedAt);
    }

    Instant expiresAt() {
        return expiresAt;
    }

    boolean isCompleted() {
        return completedAt != null;
    }

    boolean isExpired(Instant now) {
        return !expiresAt.isAfter(now);
    }
}
