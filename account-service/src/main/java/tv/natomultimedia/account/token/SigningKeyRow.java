package tv.natomultimedia.account.token;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * A signing key as it is kept: the private half encrypted, and only for as long as it is needed.
 */
@Entity
@Table(name = "signing_key")
public class SigningKeyRow {

    @Id private String id;

    @Enumerated(EnumType.STRING)
    private TokenRules.Algorithm algorithm;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "public_jwk")
    private String publicJwk;

    @Column(name = "private_key")
    private byte[] privateKey;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "activated_at")
    private Instant activatedAt;

    @Column(name = "rotation_asked_at")
    private Instant rotationAskedAt;

    @Column(name = "retired_at")
    private Instant retiredAt;

    @Column(name = "removed_at")
    private Instant removedAt;

    /** What a key is good for. */
    public enum State {
        /** Published, so that verifiers know it before it signs. */
        NEXT,
        /** Signs. */
        CURRENT,
        /** Published for the tokens that it has signed. */
        RETIRED,
        /** Known or suspected to others: good for nothing. */
        REVOKED;

        /** As it stands in answers. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** For the persistence provider. */
    protected SigningKeyRow() {}

    /** A new key, to be published and not yet to sign. */
    SigningKeyRow(
            String id,
            TokenRules.Algorithm algorithm,
            String publicJwk,
            byte[] privateKey,
            Instant now) {
        this.id = id;
        this.algorithm = algorithm;
        this.state = State.NEXT;
        this.publicJwk = publicJwk;
        this.privateKey = privateKey;
        this.createdAt = now;
    }

    void activate(Instant now) {
        state = State.CURRENT;
        activatedAt = now;
    }

    void askForRotation(Instant now) {
        rotationAskedAt = now;
    }

    /** Signs no more; its public half stays published for a while. */
    void retire(Duration overlap, Instant now) {
        end(State.RETIRED, overlap, now);
    }

    /** Is good for nothing any more; is still listed for a while. */
    void revoke(Duration listed, Instant now) {
        end(State.REVOKED, listed, now);
    }

    /** The same private half, encrypted anew. */
    void reseal(byte[] sealed) {
        privateKey = sealed;
    }

    private void end(State ending, Duration stays, Instant now) {
        state = ending;
        privateKey = null;
        if (retiredAt == null) {
            retiredAt = now;
        }
        removedAt = now.plus(stays);
    }

    String id() {
        return id;
    }

    TokenRules.Algorithm algorithm() {
        return algorithm;
    }

    State state() {
        return state;
    }

    boolean isCurrent() {
        return state == State.CURRENT;
    }

    boolean isNext() {
        return state == State.NEXT;
    }

    boolean isRevoked() {
        return state == State.REVOKED;
    }

    boolean isRotationAsked() {
        return rotationAskedAt != null;
    }

    boolean isOver(Instant now) {
        return removedAt != null && !removedAt.isAfter(now);
    }

    String publicJwk() {
        return publicJwk;
    }

    /** Encrypted; null when the key will never sign again. */
    byte[] privateKey() {
        return privateKey;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** When it began to sign; null before that. */
    Instant activatedAt() {
        return activatedAt;
    }

    /** When it was retired or revoked; null before that. */
    Instant retiredAt() {
        return retiredAt;
    }

    /** When it leaves the table; null before it is retired. */
    Instant removedAt() {
        return removedAt;
    }
}
