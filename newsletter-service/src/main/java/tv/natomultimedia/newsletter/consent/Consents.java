package tv.natomultimedia.newsletter.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
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
     * Takes from the records of a subscriber, under all ids that it has had, whatever points at a
     * person. What stays proves to somebody who presents the address that it had consented, and
     * tells nobody else anything.
     */
    @Transactional(TxType.MANDATORY)
    public void erase(Collection<UUID> subscriber) {
        entities.createNativeMutationQuery(
                        """
                        UPDATE consent_record SET subscriber_id = NULL, network = NULL, erased_at = :now
                        WHERE subscriber_id IN (:subscriber)
                        """)
                .setParameter("now", clock.instant())
                .setParameter("subscriber", subscriber)
                .executeUpdate();
    }

    /** A record as its owner is told of it. */
    public record Kept(
            String action,
            List<String> lists,
            String means,
            String network,
            String wordingVersion,
            Instant recordedAt) {}

    /** All records of a subscriber, under all ids that it has had, and of its address. */
    @Transactional(TxType.MANDATORY)
    public List<Kept> of(Collection<UUID> subscriber, EmailAddress address) {
        return entities.createNativeQuery(
                        """
                        SELECT action, lists, means, network, wording_version, recorded_at FROM consent_record
                        WHERE subscriber_id IN (:subscriber) OR address_hash IN (:hashes)
                        ORDER BY recorded_at, id
                        """,
                        Object[].class)
                .setParameter("subscriber", subscriber)
                .setParameter(
                        "hashes",
                        keyedHash.underAllKeys(Purpose.ADDRESS, Bytes.of(address.canonical())))
                .getResultStream()
                .map(
                        row ->
                                new Kept(
                                        (String) row[0],
                                        List.of((String[]) row[1]),
                                        (String) row[2],
                                        (String) row[3],
                                        (String) row[4],
                                        (Instant) row[5]))
                .toList();
    }
}
