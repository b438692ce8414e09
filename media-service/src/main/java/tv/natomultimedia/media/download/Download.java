package tv.natomultimedia.media.download;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import tv.natomultimedia.media.catalogue.Item;
import tv.natomultimedia.media.catalogue.Rendition;

/** Somebody's right to the bytes of a rendition, and what has become of it. */
@Entity
@Table(name = "download")
class Download {

    @Id private UUID id;
    private String principal;

    @Column(name = "item_id")
    private UUID itemId;

    /** Recorded only: a corrected headline does not change the bytes. */
    @Column(name = "item_version")
    private int itemVersion;

    @Column(name = "rendition_id")
    private UUID renditionId;

    @Column(name = "created_at")
    private Instant createdAt;

    /** When the token was issued with which the link was last asked for. */
    @Column(name = "authorised_at")
    private Instant authorisedAt;

    @Column(name = "link_expires_at")
    private Instant linkExpiresAt;

    @Column(name = "bytes_sent", insertable = false, updatable = false)
    private long bytesSent;

    @Column(name = "completed_at", insertable = false, updatable = false)
    private Instant completedAt;

    protected Download() {}

    Download(
            UUID id,
            String principal,
            Item item,
            Rendition rendition,
            Instant authorisedAt,
            Instant now,
            Duration linkLifetime) {
        this.id = requireNonNull(id);
        this.principal = requireNonNull(principal);
        this.itemId = item.id();
        this.itemVersion = item.version();
        this.renditionId = rendition.id();
        this.createdAt = requireNonNull(now);
        authorise(authorisedAt);
        renewLink(now, linkLifetime);
    }

    /** Makes a fresh link; earlier ones live until they expire. */
    void renewLink(Instant now, Duration lifetime) {
        linkExpiresAt = now.plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Notes that the link was asked for with a token issued then, and lives and dies with that. */
    void authorise(Instant tokenIssuedAt) {
        authorisedAt = requireNonNull(tokenIssuedAt);
    }

    boolean isLinkExpired(Instant now) {
        return !now.isBefore(linkExpiresAt);
    }

    boolean isRenewable(Instant now, Duration window) {
        return now.isBefore(createdAt.plus(window));
    }

    Link link() {
        return new Link(id, renditionId, principal, linkExpiresAt);
    }

    UUID id() {
        return id;
    }

    String principal() {
        return principal;
    }

    UUID itemId() {
        return itemId;
    }

    int itemVersion() {
        return itemVersion;
    }

    UUID renditionId() {
        return renditionId;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant authorisedAt() {
        return authorisedAt;
    }

    Instant linkExpiresAt() {
        return linkExpiresAt;
    }

    /** How many bytes all requests together have sent. */
    long bytesSent() {
        return bytesSent;
    }

    /** Whether every byte has been sent at least once. */
    boolean isCompleted() {
        return completedAt != null;
    }
}
