package tv.natomultimedia.account.session;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import tv.natomultimedia.account.secret.Bytes;
import tv.natomultimedia.account.secret.KeyedHash;
import tv.natomultimedia.account.secret.KeyedHash.Purpose;

/**
 * From which networks each account was logged in to lately. Kept are keyed hashes of account and
 * network, a bounded number of them; they go with the account.
 */
@ApplicationScoped
class KnownNetworks {

    private static final int REMOVED_AT_ONCE = 5_000;

    private final EntityManager entities;
    private final KeyedHash keyedHash;
    private final SessionRules rules;
    private final Clock clock;

    KnownNetworks(EntityManager entities, KeyedHash keyedHash, SessionRules rules, Clock clock) {
        this.entities = entities;
        this.keyedHash = keyedHash;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Notes a login, in the caller's transaction, which holds the account's lock.
     *
     * @return whether the account was logged in to from that network within {@link
     *     SessionRules#knownClient()}
     */
    boolean noteLogin(UUID account, String network) {
        byte[] key = keyedHash.of(Purpose.NETWORK, Bytes.of(account), Bytes.of(network));
        Instant now = clock.instant();
        boolean known =
                entities.createNativeQuery(
                                        """
                                        UPDATE known_network SET last_login_at = :now
                                        WHERE account_id = :account AND network_key = :key AND last_login_at > :since
                                        """)
                                .setParameter("now", now)
                                .setParameter("account", account)
                                .setParameter("key", key)
                                .setParameter("since", now.minus(rules.knownClient()))
                                .executeUpdate()
                        > 0;
        if (!known) {
            add(account, key, now);
        }
        return known;
    }

    private void add(UUID account, byte[] key, Instant now) {
        entities.createNativeQuery(
                        """
                        INSERT INTO known_network (account_id, network_key, last_login_at)
                        VALUES (:account, :key, :now)
                        ON CONFLICT (account_id, network_key) DO UPDATE SET last_login_at = :now
                        """)
                .setParameter("account", account)
                .setParameter("key", key)
                .setParameter("now", now)
                .executeUpdate();
        entities.createNativeQuery(
                        """
                        DELETE FROM known_network WHERE account_id = :account AND network_key IN (
                            SELECT network_key FROM known_network WHERE account_id = :account
                            ORDER BY last_login_at DESC OFFSET :most)
                        """)
                .setParameter("account", account)
                .setParameter("most", rules.knownNetworks())
                .executeUpdate();
    }

    @Scheduled(every = "{cleanup.every}", delayed = "{cleanup.delayed}")
    @Transactional
    void removeOld() {
        entities.createNativeQuery(
                        """
                        DELETE FROM known_network WHERE (account_id, network_key) IN (
                            SELECT account_id, network_key FROM known_network WHERE last_login_at < :before
                            LIMIT :atOnce FOR UPDATE SKIP LOCKED)
                        """)
                .setParameter("before", clock.instant().minus(rules.knownClient()))
                .setParameter("atOnce", REMOVED_AT_ONCE)
                .executeUpdate();
    }
}
