package tv.natomultimedia.account.partner;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import tv.natomultimedia.account.secret.Bytes;

/** A secret of a partner's client, of which only the adapter knows more than that it is there. */
@Entity
@Table(name = "partner_secret")
public class PartnerSecret {

    private static final int BYTES = 32;

    @Id private UUID id;

    private short slot;

    @Enumerated(EnumType.STRING)
    private Status status;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_used_at")
    private Instant lastUsedAt;

    /** Not confirmed yet, in use, on its way out. */
    enum Status {
        PENDING,
        LIVE,
        REMOVING
    }

    /** For the persistence provider. */
    protected PartnerSecret() {}

    PartnerSecret(UUID id, int slot, Instant now) {
        this.id = id;
        this.slot = (short) slot;
        this.status = Status.PENDING;
        this.createdAt = now;
    }

    /** The value of a new secret: 256 random bits. */
    static String newValue() {
        return Bytes.base64Url(Bytes.random(BYTES));
    }

    void confirm() {
        status = Status.LIVE;
    }

    void remove() {
        status = Status.REMOVING;
    }

    boolean is(Status asked) {
        return status == asked;
    }

    UUID id() {
        return id;
    }

    int slot() {
        return slot;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant lastUsedAt() {
        return lastUsedAt;
    }
}
