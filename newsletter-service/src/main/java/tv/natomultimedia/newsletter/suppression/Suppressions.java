package tv.natomultimedia.newsletter.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import tv.natomultimedia.newsletter.address.EmailAddress;
import tv.natomultimedia.newsletter.secret.Bytes;
import tv.natomultimedia.newsletter.secret.KeyedHash;
import tv.natomultimedia.newsletter.secret.KeyedHash.Purpose;

/**
 * Addresses that are never mailed. Known by keyed hash only, so that erased ones can be among them.
 */
@ApplicationScoped
public class Suppressions {

    private final EntityManager entities;
    private final KeyedHash keyedHash;

    Suppressions(EntityManager entities, KeyedHash keyedHash) {
        this.entities = entities;
        this.keyedHash = keyedHash;
    }

    /** Why an address is suppressed, and what ends it. */
    public enum Reason {
        /** Mail came back for good; ends when the owner shows that a mailed code arrives again. */
        HARD_BOUNCE(true),
        /** Mail was reported as spam; ended by an administrator only. */
        COMPLAINT(false),
        /** An administrator said so, and has to take it back. */
        MANUAL(false),
        /** The account of this address is suspended; ends when it is in use again. */
        ACCOUNT_SUSPENDED(true);

        private final boolean endedByVerification;

        Reason(boolean endedByVerification) {
            this.endedByVerification = endedByVerification;
        }

        boolean isEndedByVerification() {
            return endedByVerification;
        }
    }

    /** Whether an address must not be mailed. */
    @Transactional
    public boolean contain(EmailAddress address) {
        return entities.createNativeQuery(
                        "SELECT 1 FROM suppression WHERE address_hash IN (:hashes)")
                .setParameter("hashes", hashes(address))
                .getResultStream()
                .findAny()
                .isPresent();
    }

    /** A reason as its owner is told of it. */
    public record Kept(String reason, Instant since) {}

    /** Why an address must not be mailed, and since when. */
    @Transactional
    public List<Kept> of(EmailAddress address) {
        return entities.createNativeQuery(
                        """
                        SELECT reason, suppressed_at FROM suppression
                        WHERE address_hash IN (:hashes) ORDER BY suppressed_at
                        """,
                        Kept.class)
                .setParameter("hashes", hashes(address))
                .getResultStream()
                .map(Kept.class::cast)
                .toList();
    }

    /** Adds an address. Said again, the first time stays unless the new one is later. */
    @Transactional
    public void add(EmailAddress address, Reason reason, Instant at) {
        entities.createNativeQuery(
                        """
                        INSERT INTO suppression (address_hash, reason, suppressed_at) VALUES (:hash, :reason, :at)
                        ON CONFLICT (address_hash, reason) DO UPDATE
                            SET suppressed_at = greatest(suppression.suppressed_at, excluded.suppressed_at)
                        """)
                .setParameter("hash", hashes(address).getFirst())
                .setParameter("reason", reason.name())
                .setParameter("at", at)
                .executeUpdate();
    }

    /** The owner has confirmed a mailed code; ends what older suppression that puts an end to. */
    @Transactional
    public void verified(EmailAddress address, Instant at) {
        for (Reason reason : Reason.values()) {
            if (reason.isEndedByVerification()) {
                lift(address, reason, at);
            }
        }
    }

    /** The account was in use again; ends an older suspension. */
    @Transactional
    public void accountInUse(EmailAddress address, Instant at) {
        lift(address, Reason.ACCOUNT_SUSPENDED, at);
    }

    private void lift(EmailAddress address, Reason reason, Instant before) {
        entities.createNativeQuery(
                        """
                        DELETE FROM suppression
                        WHERE address_hash IN (:hashes) AND reason = :reason AND suppressed_at < :before
                        """)
                .setParameter("hashes", hashes(address))
                .setParameter("reason", reason.name())
                .setParameter("before", before)
                .executeUpdate();
    }

    private List<byte[]> hashes(EmailAddress address) {
        return keyedHash.underAllKeys(Purpose.ADDRESS, Bytes.of(address.canonical()));
    }
}
