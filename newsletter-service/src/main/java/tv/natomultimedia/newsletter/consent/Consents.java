package tv.natomultimedia.newsletter.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;
import tv.natomultimedia.newsletter.address.EmailAddress;
import tv.natomultimedia.newsletter.secret.Bytes;
import tv.natomultimedia.newsletter.secret.Ids;
import tv.natomultimedia.newsletter.secret.KeyedHash;
import tv.natomultimedia.newsletter.secret.KeyedHash.Purpose;

/**
 * The record of consent. The database lets nothing be changed or removed in it but, by {@link
 * #erase}, what points at a person.
 */
@ApplicationScoped
public class Consents {

    /**
     * The version of what people are told before they agree; its texts are in the mails and the API
     * document.
     */
    static final String WORDING_VERSION = "2026-1";

    private final Session entities;
    private final KeyedHash keyedHash;
    private final Clock clock;

    Consents(Session entities, KeyedHash keyedHash, Clock clock) {
        this.entities = entities;
        this.keyedHash = keyedHash;
        this.clock = clock;
    }

    /** What somebody did. */
    public enum Action {
        /** Subscribed. */
        GIVEN,
        /** Chose other lists. */
        CHANGED,
        /** Ended everything. */
        WITHDRAWN,
        /** Moved to this address. */
        ADDRESS_CHANGED
    }

    /**
     * What to record.
     *
     * @param lists the slugs of what they are subscribed to afterwards
     */
    public record Entry(UUID subscriber, Action action, List<String> lists, Act act) {}

    /** Records an act, in the transaction of the change it permits. */
    @Transactional(TxType.MANDATORY)
    public void record(EmailAddress address, Entry entry) {
        entities.createNativeMutationQuery(
                        """
                        INSERT INTO consent_record (id, address_hash, subscriber_id, action, lists, means, network,
                                                    wording_version, recorded_at)
                        VALUES (:id, :address, :subscriber, :action, :lists, :means, :network, :wording, :now)
                        """)
                .setParameter("id", Ids.next())
                .setParameter(
                        "address", keyedHash.of(Purpose.ADDRESS, Bytes.of(address.canonical())))
                .setParameter("subscriber", entry.subscriber())
                .setParameter("action", entry.action().name())
                .setParameter("lists", entry.lists().toArray(String[]::new))
                .setParameter("means", entry.act().means().name())
                .setParameter("network", entry.act().network(), String.class)
                .setParameter("wording", WORDING_VERSION)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /**
     * Takes from the records of a subscriber whatever points at a person. What stays proves to
     * somebody who presents the address that it had consented, and tells nobody else anything.
     */
    @Transactional(TxType.MANDATORY)
    public void erase(UUID subscriber) {
        entities.createNativeMutationQuery(
                        """
                        UPDATE consent_record SET subscriber_id = NULL, network = NULL, erased_at = :now
                        WHERE subscriber_id = :subscriber
                        """)
                .setParameter("now", clock.instant())
                .setParameter("subscriber", subscriber)
                .executeUpdate();
    }
}
