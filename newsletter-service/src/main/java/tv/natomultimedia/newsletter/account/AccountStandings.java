package tv.natomultimedia.newsletter.account;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.newsletter.secret.Bytes;
import tv.natomultimedia.newsletter.secret.KeyedHash;
import tv.natomultimedia.newsletter.secret.KeyedHash.Purpose;
import tv.natomultimedia.newsletter.subscription.GoneAccounts;

/** What is known of the order of events, and which have been applied. */
@ApplicationScoped
class AccountStandings implements PanacheRepositoryBase<AccountStanding, byte[]>, GoneAccounts {

    /** Much longer than account-service goes on telling. */
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private static final int REMOVED_AT_ONCE = 5_000;

    private final KeyedHash keyedHash;
    private final Clock clock;

    AccountStandings(KeyedHash keyedHash, Clock clock) {
        this.keyedHash = keyedHash;
        this.clock = clock;
    }

    /** Takes note of an event; false when it has been applied already. */
    @Transactional(TxType.MANDATORY)
    boolean isNew(UUID event) {
        return getEntityManager()
                        .createNativeQuery(
                                """
                                INSERT INTO account_event (id, applied_at) VALUES (:id, :now) ON CONFLICT DO NOTHING
                                """)
                        .setParameter("id", event)
                        .setParameter("now", clock.instant())
                        .executeUpdate()
                > 0;
    }

    /** The standing of an account; events of one account queue here. */
    @Transactional(TxType.MANDATORY)
    AccountStanding of(UUID account) {
        lock(account);
        List<byte[]> keys = keys(account);
        return known(keys)
                .orElseGet(
                        () -> {
                            AccountStanding fresh = new AccountStanding(keys.getFirst());
                            persist(fresh);
                            return fresh;
                        });
    }

    @Override
    @Transactional(TxType.MANDATORY)
    public boolean contain(UUID account) {
        lock(account);
        return known(keys(account)).filter(AccountStanding::isDeleted).isPresent();
    }

    private void lock(UUID account) {
        getEntityManager()
                .createNativeQuery("SELECT pg_advisory_xact_lock(hashtextextended(:account, 3))")
                .setParameter("account", account.toString())
                .getSingleResult();
    }

    private List<byte[]> keys(UUID account) {
        return keyedHash.underAllKeys(Purpose.ACCOUNT, Bytes.of(account));
    }

    private Optional<AccountStanding> known(List<byte[]> keys) {
        return find("accountKey IN ?1", keys).firstResultOptional();
    }

    @Scheduled(every = "{cleanup.every}", delayed = "{cleanup.delayed}")
    @Transactional
    void removeOld() {
        getEntityManager()
                .createNativeQuery(
                        """
                        DELETE FROM account_event WHERE id = ANY (ARRAY(
                            SELECT id FROM account_event WHERE applied_at < :before
                            LIMIT :atOnce FOR UPDATE SKIP LOCKED))
                        """)
                .setParameter("before", clock.instant().minus(REMEMBERED))
                .setParameter("atOnce", REMOVED_AT_ONCE)
                .executeUpdate();
    }
}
