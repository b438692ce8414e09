package tv.natomultimedia.account.mail;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A mail on its way to the relay: encrypted, for it may hold a code. */
@Entity
@Table(name = "outgoing_mail")
public class OutgoingMail {

    @Id private UUID id;

    @Column(name = "address_key")
    private byte[] addressKey;

    private byte[] content;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "useful_until")
    private Instant usefulUntil;

    private int attempts;

    @Column(name = "next_attempt_at")
    private Instant nextAttemptAt;

    /** For the persistence provider. */
    protected OutgoingMail() {}

    OutgoingMail(UUID id, byte[] addressKey, byte[] content, Instant usefulUntil, Instant now) {
        this.id = id;
        this.addressKey = addressKey;
        this.content = content;
        this.createdAt = now;
        this.usefulUntil = usefulUntil;
        this.nextAttemptAt = now;
    }

    UUID id() {
        return id;
    }

    byte[] content() {
        return content;
    }

    Instant createdAt() {
        return createdAt;
    }

    int attempts() {
        return attempts;
    }

    void tryAgain(Instant now, Duration pause) {
        nextAttemptAt = now.plus(pause);
    }
}
