package tv.natomultimedia.media.webhook;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Somebody's wish to be told. */
@Entity
@Table(name = "webhook")
class Webhook {

    /** Whether it is told anything. */
    @Schema(
            name = "WebhookStatus",
            type = SchemaType.STRING,
            enumeration = {"active", "disabled"})
    enum Status {
        ACTIVE,
        DISABLED;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why it is not. */
    @Schema(
            name = "WebhookDisabledReason",
            type = SchemaType.STRING,
            enumeration = {"owner", "gone", "failing", "access-ended"})
    enum Reason {
        /** The owner said so. */
        OWNER,
        /** The receiver answered 410. */
        GONE,
        /** Nothing arrived for as long as a delivery is tried. */
        FAILING,
        /** The account or the client has ended, or may not be told anything any more. */
        ACCESS_ENDED;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Id private UUID id;
    private String owner;

    @Column(name = "authorised_at")
    private Instant authorisedAt;

    private String contact;
    private String url;
    private String description;

    @Column(name = "event_types")
    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> eventTypes;

    @Enumerated(EnumType.STRING)
    private Status status;

    @Enumerated(EnumType.STRING)
    @Column(name = "disabled_reason")
    private Reason disabledReason;

    @Column(name = "disabled_at")
    private Instant disabledAt;

    private byte[] secret;

    @Column(name = "previous_secret")
    private byte[] previousSecret;

    @Column(name = "previous_secret_until")
    private Instant previousSecretUntil;

    @Column(name = "failing_since")
    private Instant failingSince;

    @Column(name = "notice_due_at")
    private Instant noticeDueAt;

    @Column(name = "notice_attempts")
    private int noticeAttempts;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected Webhook() {}

    /**
     * An active one.
     *
     * @param secret sealed
     */
    Webhook(UUID id, Owner owner, String url, List<EventType> types, byte[] secret, Instant now) {
        this.id = requireNonNull(id);
        this.owner = requireNonNull(owner.principal());
        this.secret = requireNonNull(secret.clone());
        this.status = Status.ACTIVE;
        this.createdAt = requireNonNull(now);
        authorise(owner, now);
        send(url, types, now);
    }

    /** Notes that the owner has had a say in it: it lives and dies with that. */
    void authorise(Owner by, Instant now) {
        authorisedAt = by.authorisedAt();
        contact = by.contact();
        updatedAt = now;
    }

    /** Says where what is told. */
    void send(String to, List<EventType> types, Instant now) {
        url = requireNonNull(to);
        eventTypes = types.stream().map(EventType::wireName).toList();
        updatedAt = now;
    }

    void describe(String text) {
        description = text;
    }

    /** Tells again. */
    void enable(Instant now) {
        status = Status.ACTIVE;
        disabledReason = null;
        disabledAt = null;
        failingSince = null;
        noticeDueAt = null;
        noticeAttempts = 0;
        updatedAt = now;
    }

    /** Tells nothing more; the owner gets a mail when it was not their wish nor their end. */
    void disable(Reason reason, Instant now) {
        if (status == Status.DISABLED) {
            return;
        }
        status = Status.DISABLED;
        disabledReason = requireNonNull(reason);
        disabledAt = now;
        updatedAt = now;
        if (reason == Reason.GONE || reason == Reason.FAILING) {
            noticeDueAt = now;
        }
    }

    /** Notes that something arrived. */
    void arrived() {
        failingSince = null;
    }

    /** Notes that something did not arrive. */
    void failed(Instant now) {
        if (failingSince == null) {
            failingSince = now;
        }
    }

    /** Whether nothing at all has arrived since a time. */
    boolean isFailingSince(Instant time) {
        return failingSince != null && !failingSince.isAfter(time);
    }

    /** Replaces the secret; the one before signs too for a while. */
    void rotate(byte[] closed, Duration overlap, Instant now) {
        previousSecret = secret;
        previousSecretUntil = now.plus(overlap);
        secret = closed.clone();
        updatedAt = now;
    }

    /** The same secrets, sealed anew; null where there is none. */
    void reseal(byte[] present, byte[] previous) {
        secret = present.clone();
        previousSecret = previous == null ? null : previous.clone();
    }

    /** The sealed secrets that sign now, the present one first. */
    List<byte[]> secrets(Instant now) {
        return previousSecret == null || !now.isBefore(previousSecretUntil)
                ? List.of(secret.clone())
                : Stream.of(secret, previousSecret).map(byte[]::clone).toList();
    }

    /** Sealed. */
    byte[] secret() {
        return secret.clone();
    }

    /** Sealed. */
    Optional<byte[]> previousSecret() {
        return Optional.ofNullable(previousSecret).map(byte[]::clone);
    }

    /** Notes that a mail was sent, or will be tried again at a time; null for never. */
    void noticed(Instant again) {
        noticeDueAt = again;
        noticeAttempts++;
    }

    boolean isActive() {
        return status == Status.ACTIVE;
    }

    UUID id() {
        return id;
    }

    String owner() {
        return owner;
    }

    Instant authorisedAt() {
        return authorisedAt;
    }

    Optional<String> contact() {
        return Optional.ofNullable(contact);
    }

    String url() {
        return url;
    }

    String description() {
        return description;
    }

    List<EventType> eventTypes() {
        return eventTypes.stream().map(EventType::named).flatMap(Optional::stream).toList();
    }

    Status status() {
        return status;
    }

    Reason disabledReason() {
        return disabledReason;
    }

    Instant disabledAt() {
        return disabledAt;
    }

    Instant previousSecretUntil() {
        return previousSecretUntil;
    }

    int noticeAttempts() {
        return noticeAttempts;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
