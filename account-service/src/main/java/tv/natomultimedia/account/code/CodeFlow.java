package tv.natomultimedia.account.code;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * One start of something that a mailed code confirms. Knows neither the address nor whether it has
 * an account.
 */
@Entity
@Table(name = "code_flow")
public class CodeFlow {

    @Id private UUID id;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Column(name = "address_key")
    private byte[] addressKey;

    @Column(name = "identity_key")
    private byte[] identityKey;

    @Column(name = "code_number")
    private int codeNumber;

    @Enumerated(EnumType.STRING)
    @Column(name = "code_format")
    private CodeFormat codeFormat;

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

    /** What a flow confirms. */
    public enum Kind {
        REGISTRATION,
        PASSWORD_RESET,
        EMAIL_CHANGE
    }

    /** For the persistence provider. */
    protected CodeFlow() {}

    static CodeFlow started(
            UUID id,
            Kind kind,
            byte[] addressKey,
            byte[] identityKey,
            CodeRules rules,
            Instant now) {
        CodeFlow flow = new CodeFlow();
        flow.id = id;
        flow.kind = kind;
        flow.addressKey = addressKey;
        flow.identityKey = identityKey;
        flow.createdAt = now;
        flow.expiresAt = now.plus(rules.flowLifetime());
        return flow;
    }

    /** A new code takes the place of the last one and brings all attempts back. */
    void codeSent(CodeFormat format, CodeRules rules, Instant now) {
        codeNumber++;
        codeFormat = format;
        codeSentAt = now;
        Instant end = now.plus(rules.lifetime());
        codeExpiresAt = end.isAfter(expiresAt) ? expiresAt : end;
        attemptsUsed = 0;
    }

    /** The flow has reached its end: its code was right. */
    void complete(Instant now) {
        completedAt = now;
    }

    /** A wrong code was entered. */
    void countAttempt() {
        attemptsUsed++;
    }

    public UUID id() {
        return id;
    }

    /** Until when the code of the last mail is worth sending. */
    public Instant codeExpiresAt() {
        return codeExpiresAt;
    }

    CodeFlows.Kept kept() {
        return new CodeFlows.Kept(kind, createdAt, expiresAt, completedAt);
    }

    Kind kind() {
        return kind;
    }

    byte[] identityKey() {
        return identityKey;
    }

    CodeFormat codeFormat() {
        return codeFormat;
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
