package tv.natomultimedia.newsletter.mail;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A mail that waits to be accepted by the relay; its content is encrypted. */
@Entity
@Table(name = "outgoing_mail")
class OutgoingMail {

    @Id private UUID id;

    @Column(name = "address_key")
    private byte[] addressKey;

    private byte[] content;

    private boolean withheld;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "useful_until")
    private Instant usefulUntil;

    private int attempts;

    @Column(name = "next_attempt_at")
    private Instant nextAttemptAt;

    /** For the persistence provider. */
    protected OutgoingMail() {}

    OutgoingMail(
            UUID id,
            byte[] addressKey,
            byte[] content,
            boolean withheld,
            Instant now,
            Instant usefulUntil) {
        this.id = id;
        this.addressKey = addressKey;
        this.content = content;
        this.withheld = withheld;
        this.createdAt = now;
        this.usefulUntil = usefulUntil;
        this.nextAttemptAt = now;
    }

    /** Somebody sends it now; should they die over it, it comes up again after the lease. */
    void claim(Instant now, Duration lease) {
        attempts++;
        nextAttemptAt = now.plus(lease);
    }

    /** It was not accepted; the pause doubles with every attempt. */
    void retry(Instant now, Duration first, Duration longest) {
        Duration pause = first.multipliedBy(1L << Math.min(attempts - 1, 16));
        nextAttemptAt = now.plus(pause.compareTo(longest) > 0 ? longest : pause);
    }

    boolean isWorthSending(Instant now) {
        return !withheld && usefulUntil.isAfter(now);
    }

    UUID id() {
        return id;
    }

    Instant createdAt() {
        return createdAt;
    }

    byte[] content() {
        return content;
    }
}
