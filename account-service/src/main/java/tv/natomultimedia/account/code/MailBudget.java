package tv.natomultimedia.account.code;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tv.natomultimedia.account.account.EmailAddress;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.secret.Bytes;
import tv.natomultimedia.account.secret.Ids;
import tv.natomultimedia.account.secret.KeyedHash;
import tv.natomultimedia.account.secret.KeyedHash.Purpose;

/** Counts the code mails of an address over all its flows, whether or not it has an account. */
@ApplicationScoped
public class MailBudget {

    private static final int REMOVED_AT_ONCE = 5_000;

    private final EntityManager entities;
    private final KeyedHash keyedHash;
    private final MailBudgetRules rules;
    private final Clock clock;

    MailBudget(EntityManager entities, KeyedHash keyedHash, MailBudgetRules rules, Clock clock) {
        this.entities = entities;
        this.keyedHash = keyedHash;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Refuses when nothing is left, before any work is done. Spends nothing; {@link #spend}
     * decides.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 {@code mail-budget-spent} with
     *     Retry-After
     */
    @Transactional
    public void require(EmailAddress address, String network) {
        refuseWhenSpent(identity(address), network(network));
    }

    /**
     * Takes one mail from the budget in the caller's transaction. Those for one address queue here,
     * so that parallel starts cannot exceed it.
     */
    void spend(EmailAddress address, String network) {
        byte[] identity = identity(address);
        byte[] networkKey = network(network);
        entities.createNativeQuery(
                        "SELECT pg_advisory_xact_lock(hashtextextended(encode(:identity, 'hex'), 1))")
                .setParameter("identity", identity)
                .getSingleResult();
        refuseWhenSpent(identity, networkKey);
        entities.createNativeQuery(
                        """
                        INSERT INTO mail_budget_entry (id, identity_key, network_key, spent_at)
                        VALUES (:id, :identity, :network, :now)
                        """)
                .setParameter("id", Ids.next())
                .setParameter("identity", identity)
                .setParameter("network", networkKey)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    byte[] identity(EmailAddress address) {
        return keyedHash.of(Purpose.IDENTITY, Bytes.of(address.identity()));
    }

    private byte[] network(String network) {
        return keyedHash.of(Purpose.NETWORK, Bytes.of(network));
    }

    private void refuseWhenSpent(byte[] identity, byte[] network) {
        Instant now = clock.instant();
        Duration wait =
                List.of(
                                wait(identity, null, Duration.ofHours(1), rules.hour(), now),
                                wait(identity, null, Duration.ofDays(1), rules.day(), now),
                                wait(
                                        identity,
                                        network,
                                        Duration.ofHours(1),
                                        rules.networkHour(),
                                        now),
                                wait(
                                        identity,
                                        network,
                                        Duration.ofDays(1),
                                        rules.networkDay(),
                                        now))
                        .stream()
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO);
        if (wait.isPositive()) {
            throw Problems.builder(ProblemType.MAIL_BUDGET_SPENT)
                    .withHeader("Retry-After", Math.max(1, wait.plusMillis(999).toSeconds()))
                    .build();
        }
    }

    /**
     * How long until one more mail fits: zero now, else until the oldest of the last {@code limit}
     * leaves the window.
     */
    private Duration wait(
            byte[] identity, byte[] network, Duration window, int limit, Instant now) {
        if (limit <= 0) {
            return window;
        }
        var query =
                entities.createNativeQuery(
                        """
                        SELECT spent_at FROM mail_budget_entry
                        WHERE identity_key = :identity AND spent_at > :since %s
                        ORDER BY spent_at DESC OFFSET :offset LIMIT 1
                        """
                                .formatted(network == null ? "" : "AND network_key = :network"),
                        Instant.class);
        query.setParameter("identity", identity);
        query.setParameter("since", now.minus(window));
        query.setParameter("offset", limit - 1);
        if (network != null) {
            query.setParameter("network", network);
        }
        List<?> blocking = query.getResultList();
        return blocking.isEmpty()
                ? Duration.ZERO
                : Duration.between(now, ((Instant) blocking.getFirst()).plus(window));
    }

    @Scheduled(every = "{cleanup.every}", delayed = "{cleanup.delayed}")
    @Transactional
    void removeOld() {
        entities.createNativeQuery(
                        """
                        DELETE FROM mail_budget_entry WHERE id = ANY (ARRAY(
                            SELECT id FROM mail_budget_entry WHERE spent_at < :before
                            LIMIT :atOnce FOR UPDATE SKIP LOCKED))
                        """)
                .setParameter("before", clock.instant().minus(Duration.ofDays(1)))
                .setParameter("atOnce", REMOVED_AT_ONCE)
                .executeUpdate();
    }
}
