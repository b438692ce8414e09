package tv.natomultimedia.media.ingest.upload;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import tv.natomultimedia.media.catalogue.Rendition;

/** A file on its way here. Its bytes are in parts, which are added by one request at a time. */
@Entity
@Table(name = "upload")
class Upload {

    enum State {
        RECEIVING,
        COMPLETE
    }

    @Id private UUID id;
    private String principal;

    @Column(name = "item_id")
    private UUID itemId;

    @Enumerated(EnumType.STRING)
    private Rendition.Purpose purpose;

    private String filename;

    @Column(name = "promised_sha256")
    private String promisedSha256;

    private String metadata;
    private long length;
    private long received;

    @Column(name = "digest_state")
    private byte[] digestState;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    private UUID writer;

    @Column(name = "writer_until")
    private Instant writerUntil;

    protected Upload() {}

    Upload(
            UUID id,
            String principal,
            UploadMetadata metadata,
            long length,
            Instant now,
            Instant expiresAt) {
        this.id = id;
        this.principal = principal;
        this.itemId = metadata.mediaId();
        this.purpose = metadata.purpose();
        this.filename = metadata.filename();
        this.promisedSha256 = metadata.sha256();
        this.metadata = metadata.raw();
        this.length = length;
        this.digestState = RunningSha256.begun().state();
        this.state = State.RECEIVING;
        this.createdAt = now;
        this.expiresAt = expiresAt;
    }

    /** Whether this caller has begun it: to anybody else it is not there. */
    boolean isOf(String caller) {
        return principal.equals(caller);
    }

    boolean isComplete() {
        return state == State.COMPLETE;
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** Whether a request is appending, or did so until it died a moment ago. */
    boolean isBeingWritten(Instant now) {
        return writer != null && now.isBefore(writerUntil);
    }

    /** Lets this request append, and no other for a while. */
    void admit(UUID request, Instant now, Duration lease) {
        writer = request;
        writerUntil = now.plus(lease);
    }

    /** Takes up bytes that have been stored. */
    void advance(long to, byte[] digest, Instant expiry, Instant now, Duration lease) {
        received = to;
        digestState = digest;
        expiresAt = expiry;
        writerUntil = now.plus(lease);
    }

    /** Lets the next request append. */
    void dismissWriter() {
        writer = null;
        writerUntil = null;
    }

    /** Everything is there. */
    void complete(Instant expiry) {
        state = State.COMPLETE;
        expiresAt = expiry;
        dismissWriter();
    }

    UUID id() {
        return id;
    }

    UUID itemId() {
        return itemId;
    }

    Rendition.Purpose purpose() {
        return purpose;
    }

    String filename() {
        return filename;
    }

    /** Null when the client has promised nothing. */
    String promisedSha256() {
        return promisedSha256;
    }

    String metadata() {
        return metadata;
    }

    long length() {
        return length;
    }

    long received() {
        return received;
    }

    byte[] digestState() {
        return digestState;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    boolean isWrittenBy(UUID request) {
        return request.equals(writer);
    }
}
