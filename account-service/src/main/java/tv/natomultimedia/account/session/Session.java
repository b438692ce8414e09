package tv.natomultimedia.account.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import tv.natomultimedia.account.audit.Origin;
import tv.natomultimedia.account.secret.Bytes;
import tv.natomultimedia.account.secret.KeyedHash;

/** One login on one client: a family of refresh tokens of which one lives. */
@Entity
@Table(name = "session")
public class Session {

    @Id private UUID id;

    @Column(name = "account_id")
    private UUID accountId;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_used_at")
    private Instant lastUsedAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "absolute_expires_at")
    private Instant absoluteExpiresAt;

    @Column(name = "refresh_counter")
    private int refreshCounter;

    @Column(name = "refresh_hash")
    private byte[] refreshHash;

    @Column(name = "parent_hash")
    private byte[] parentHash;

    @Column(name = "rotated_at")
    private Instant rotatedAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    private String network;
    private String device;

    @Enumerated(EnumType.STRING)
    @Column(name = "end_reason")
    private EndReason endReason;

    /** Why a session is over before its time. */
    enum EndReason {
        LOGOUT,
        PASSWORD_CHANGED,
        EMAIL_CHANGED,
        TOKEN_REUSED,
        SUSPENDED,
        ACCOUNT_DELETED
    }

    /** What becomes of a refresh token that is presented. */
    sealed interface Rotation {

        /** It is replaced by this one. */
        record Next(RefreshToken token) implements Rotation {}

        /**
         * It was used before: the session is over.
         *
         * @param now whether this use has ended it, and not an earlier one
         */
        record Reused(boolean now) implements Rotation {}

        /** It is none of this session's, or the session is over. */
        record Refused() implements Rotation {}
    }

    /** For the persistence provider. */
    protected Session() {}

    static Session begun(
            UUID accountId, RefreshToken first, Origin origin, SessionRules rules, Instant now) {
        Session session = new Session();
        session.id = first.family();
        session.accountId = accountId;
        session.createdAt = now;
        session.absoluteExpiresAt = now.plus(rules.absolute());
        session.refreshCounter = first.counter();
        session.refreshHash = first.hash();
        session.device = origin.device();
        session.used(origin.network(), rules, now);
        return session;
    }

    /**
     * Takes a refresh token. The living one is replaced by its successor; its parent, sent again at
     * once because the answer was lost, gives the same successor as long as that is unused; any
     * other that was issued here is reuse and ends the session.
     */
    Rotation rotate(
            RefreshToken presented,
            String from,
            KeyedHash keyedHash,
            SessionRules rules,
            Instant now) {
        byte[] hash = presented.hash();
        boolean isLiving = Bytes.same(hash, refreshHash);
        boolean isParent = Bytes.same(hash, parentHash);
        if (endReason == EndReason.TOKEN_REUSED
                && (isLiving || isParent || presented.isAuthentic(keyedHash))) {
            return new Rotation.Reused(false);
        }
        if (!isLive(now)) {
            return new Rotation.Refused();
        }
        RefreshToken successor = presented.successor(keyedHash);
        if (isLiving) {
            parentHash = refreshHash;
            refreshHash = successor.hash();
            refreshCounter = successor.counter();
            rotatedAt = now;
            used(from, rules, now);
            return new Rotation.Next(successor);
        }
        if (isParent
                && !now.isAfter(rotatedAt.plus(rules.replay()))
                && Bytes.same(successor.hash(), refreshHash)) {
            return new Rotation.Next(successor);
        }
        if (isParent || presented.isAuthentic(keyedHash)) {
            end(EndReason.TOKEN_REUSED, now);
            return new Rotation.Reused(true);
        }
        return new Rotation.Refused();
    }

    /** Whether a token is or was one of this session's. */
    boolean owns(RefreshToken presented, KeyedHash keyedHash) {
        byte[] hash = presented.hash();
        return Bytes.same(hash, refreshHash)
                || Bytes.same(hash, parentHash)
                || presented.isAuthentic(keyedHash);
    }

    void end(EndReason reason, Instant now) {
        if (endedAt == null) {
            endedAt = now;
            endReason = reason;
        }
    }

    boolean isLive(Instant now) {
        return endedAt == null && expiresAt.isAfter(now);
    }

    KeptSession kept() {
        return new KeptSession(
                id,
                createdAt,
                lastUsedAt,
                expiresAt,
                network,
                device,
                endedAt,
                endReason == null
                        ? null
                        : endReason.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    UUID id() {
        return id;
    }

    UUID accountId() {
        return accountId;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant lastUsedAt() {
        return lastUsedAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    /** Where it was last used from; null when that is unknown. */
    String network() {
        return network;
    }

    /** What the person logged in on; null when that is unknown. */
    String device() {
        return device;
    }

    private void used(String from, SessionRules rules, Instant now) {
        lastUsedAt = now;
        network = from;
        Instant idleEnd = now.plus(rules.idle());
        expiresAt = idleEnd.isAfter(absoluteExpiresAt) ? absoluteExpiresAt : idleEnd;
    }
}
