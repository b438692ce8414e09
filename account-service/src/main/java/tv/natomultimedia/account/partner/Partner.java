package tv.natomultimedia.account.partner;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import tv.natomultimedia.account.outbox.Backoff;
import tv.natomultimedia.account.partner.PartnerSecret.Status;
import tv.natomultimedia.account.secret.Ids;

/**
 * A partner newsroom as it shall be, and how far its adapter has confirmed that. A partner that is
 * pending or deleting is there for nobody but the reconciler.
 */
@Entity
@Table(name = "partner")
public class Partner {

    private static final String CLIENT_PREFIX = "partner-";
    private static final int SLOTS = 2;

    @Id private UUID id;

    @Column(name = "client_id")
    private String clientId;

    private String adapter;
    private String name;

    @Column(name = "contact_email")
    private String contactEmail;

    @Column(columnDefinition = "text[]")
    private String[] scopes;

    @Column(name = "allowed_networks", columnDefinition = "text[]")
    private String[] allowedNetworks;

    @Embedded private Quotas quotas;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private State state;

    private long revision;

    @Column(name = "confirmed_revision")
    private long confirmedRevision;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "last_used_at", updatable = false)
    private Instant lastUsedAt;

    @Column(name = "tokens_not_before")
    private Instant tokensNotBefore;

    @Column(name = "work_until", updatable = false)
    private Instant workUntil;

    private int attempts;

    @Column(name = "next_attempt_at")
    private Instant nextAttemptAt;

    @Column(name = "settles_at")
    private Instant settlesAt;

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "partner_id", nullable = false, updatable = false)
    @OrderBy("createdAt, id")
    private List<PartnerSecret> secrets = new ArrayList<>();

    /** Not confirmed yet, may get tokens, may not, on its way out. */
    enum State {
        PENDING,
        ACTIVE,
        SUSPENDED,
        DELETING
    }

    /** For the persistence provider. */
    protected Partner() {}

    /**
     * A partner whose client is about to be made.
     *
     * @param workUntil until when its maker has it for itself; then it counts as abandoned
     */
    static Partner begun(String adapter, Description description, Instant workUntil, Instant now) {
        Partner partner = new Partner();
        partner.id = Ids.next();
        partner.clientId = CLIENT_PREFIX + partner.id;
        partner.adapter = adapter;
        partner.state = State.PENDING;
        partner.revision = 1;
        partner.createdAt = now;
        partner.settlesAt = now;
        partner.workUntil = workUntil;
        partner.nextAttemptAt = workUntil;
        partner.take(description, now);
        return partner;
    }

    /** The client is there. */
    void confirmBegun() {
        state = State.ACTIVE;
        confirmed(revision);
    }

    /**
     * Says anew what the partner shall be.
     *
     * @param attemptAt when the reconciler looks, should the client not have followed until then
     */
    void describe(Description description, boolean suspended, Instant attemptAt, Instant now) {
        PartnerClients.Client before = client();
        take(description, now);
        state = suspended ? State.SUSPENDED : State.ACTIVE;
        if (!client().equals(before)) {
            revision++;
            nextAttemptAt = attemptAt;
        }
    }

    /** All tokens that are dated before have ended. */
    void tokensEnded(Instant notBefore) {
        tokensNotBefore = notBefore;
    }

    /** The client shall be no more. */
    void delete(Instant attemptAt, Instant now) {
        state = State.DELETING;
        updatedAt = now;
        nextAttemptAt = attemptAt;
    }

    /** A secret that is about to be made, if there is room for one more. */
    Optional<PartnerSecret> beginSecret(Instant attemptAt, Instant now) {
        return IntStream.rangeClosed(1, SLOTS)
                .filter(slot -> secrets.stream().noneMatch(secret -> secret.slot() == slot))
                .mapToObj(
                        slot -> {
                            PartnerSecret secret = new PartnerSecret(Ids.next(), slot, now);
                            secrets.add(secret);
                            nextAttemptAt = attemptAt;
                            return secret;
                        })
                .findFirst();
    }

    /** A secret that shall be no more. */
    void removeSecret(PartnerSecret secret, Instant attemptAt) {
        secret.remove();
        nextAttemptAt = attemptAt;
    }

    /** The adapter has forgotten a secret. */
    void removedSecret(UUID secret) {
        secrets.removeIf(candidate -> candidate.id().equals(secret));
    }

    Optional<PartnerSecret> secret(UUID secret) {
        return secrets.stream().filter(candidate -> candidate.id().equals(secret)).findFirst();
    }

    List<PartnerSecret> secrets(Status status) {
        return secrets.stream().filter(secret -> secret.is(status)).toList();
    }

    /** Gives up what nobody finished: such a partner or secret was never handed out. */
    void abandonUnfinished(Instant now) {
        if (state == State.PENDING) {
            delete(now, now);
        }
        secrets(Status.PENDING).forEach(secret -> removeSecret(secret, now));
    }

    /** The adapter has the client as it was in a revision. */
    void confirmed(long ofRevision) {
        confirmedRevision = Math.max(confirmedRevision, ofRevision);
        attempts = 0;
    }

    /** Plans the next look at what is left to do, if anything is. */
    void plan(Instant now) {
        boolean done = isConfirmed() && secrets.stream().allMatch(s -> s.is(Status.LIVE));
        nextAttemptAt = done ? null : settlesAt.isAfter(now) ? settlesAt : now;
    }

    /**
     * Plans the next attempt after one that failed.
     *
     * @param settling how long the failed one may still take effect
     */
    void failed(Duration settling, Duration longestPause, Instant now) {
        attempts++;
        settlesAt = now.plus(settling);
        nextAttemptAt = now.plus(Backoff.after(attempts, longestPause));
    }

    /** Whether no call that failed can take effect any more. */
    boolean isSettled(Instant now) {
        return !settlesAt.isAfter(now);
    }

    /** Whether the client is known to be as it shall be. */
    boolean isConfirmed() {
        return (state == State.ACTIVE || state == State.SUSPENDED) && confirmedRevision == revision;
    }

    /** Whether the partner is there for others than the reconciler. */
    boolean isVisible() {
        return state == State.ACTIVE || state == State.SUSPENDED;
    }

    boolean isPending() {
        return state == State.PENDING;
    }

    boolean isSuspended() {
        return state == State.SUSPENDED;
    }

    boolean isDeleting() {
        return state == State.DELETING;
    }

    PartnerClients.Client client() {
        return new PartnerClients.Client(clientId, name, Set.of(scopes), state != State.SUSPENDED);
    }

    Description description() {
        return new Description(
                name, contactEmail, List.of(scopes), List.of(allowedNetworks), quotas());
    }

    UUID id() {
        return id;
    }

    String clientId() {
        return clientId;
    }

    String adapter() {
        return adapter;
    }

    long revision() {
        return revision;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    /** Before when no token may be dated; null when none has ever been ended. */
    Instant tokensNotBefore() {
        return tokensNotBefore;
    }

    Instant lastUsedAt() {
        return lastUsedAt;
    }

    private Quotas quotas() {
        return quotas == null ? Quotas.DEFAULT : quotas;
    }

    private void take(Description description, Instant now) {
        name = description.name();
        contactEmail = description.contactEmail();
        scopes = description.scopes().toArray(String[]::new);
        allowedNetworks = description.allowedNetworks().toArray(String[]::new);
        quotas = description.quotas();
        updatedAt = now;
    }
}
