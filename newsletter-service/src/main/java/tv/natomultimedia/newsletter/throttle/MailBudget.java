package tv.natomultimedia.newsletter.throttle;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import tv.natomultimedia.newsletter.address.EmailAddress;
import tv.natomultimedia.newsletter.problem.ProblemType;
import tv.natomultimedia.newsletter.problem.Problems;
import tv.natomultimedia.newsletter.secret.Bytes;
import tv.natomultimedia.newsletter.secret.Ids;
import tv.natomultimedia.newsletter.secret.KeyedHash;
import tv.natomultimedia.newsletter.secret.KeyedHash.Purpose;

/**
 * Counts the mails that are caused for an address, whether or not it is subscribed. Mails that
 * strangers can cause and welcome mails, which only the owner can, are counted apart.
 */
@ApplicationScoped
public class MailBudget {

    private static final int REMOVED_AT_ONCE = 5_000;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final String ON_REQUEST = "request";
    private static final String WELCOME = "welcome";
    private static final String NO_NETWORK = "";

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
     * Takes one mail that anybody may cause from the budget, in the caller's transaction. Those for
     * one address queue here, so that parallel starts cannot exceed it.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 {@code mail-budget-spent} with
     *     Retry-After
     */
    @Transactional(TxType.MANDATORY)
    public void spend(EmailAddress address, String network) {
        byte[] identity = identity(ON_REQUEST, address);
        byte[] networkKey = network(network);
        queue(identity);
        Duration wait =
                longest(
                        wait(identity, null, HOUR, rules.hour()),
                        wait(identity, null, DAY, rules.day()),
                        wait(identity, networkKey, HOUR, rules.networkHour()),
                        wait(identity, networkKey, DAY, rules.networkDay()));
        if (wait.isPositive()) {
            throw Problems.builder(ProblemType.MAIL_BUDGET_SPENT)
                    .withHeader("Retry-After", Math.max(1, wait.plusMillis(999).toSeconds()))
                    .build();
        }
        record(identity, networkKey);
    }

    /**
     * Takes one welcome mail from the budget, in the caller's transaction.
     *
     * @return whether there was one left
     */
    @Transactional(TxType.MANDATORY)
    public boolean spendOnWelcome(EmailAddress address) {
        byte[] identity = identity(WELCOME, address);
        queue(identity);
        Duration wait =
                longest(
                        wait(identity, null, HOUR, rules.hour()),
                        wait(identity, null, DAY, rules.day()));
        if (wait.isPositive()) {
            return false;
        }
        record(identity, network(NO_NETWORK));
        return true;
    }

    private void queue(byte[] identity) {
        entities.createNativeQuery(
                        "SELECT pg_advisory_xact_lock(hashtextextended(encode(:identity, 'hex'), 1))")
                .setParameter("identity", identity)
                .getSingleResult();
    }

    private void record(byte[] identity, byte[] network) {
        entities.createNativeQuery(
                        """
                        INSERT INTO mail_budget_entry (id, identity_key, network_key, spent_at)
                        VALUES (:id, :identity, :network, :now)
                        """)
                .setParameter("id", Ids.next())
                .setParameter("identity", identity)
                .setParameter("network", network)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    private byte[] identity(String use, EmailAddress address) {
        return keyedHash.of(Purpose.IDENTITY, Bytes.of(use), Bytes.of(address.identity()));
    }

    private byte[] network(String network) {
        return keyedHash.of(Purpose.NETWORK, Bytes.of(network));
    }

    /**
     * How long until one more mail fits: zero now, else until the oldest of the last {@code limit}
     * leaves the window.
     */
    private Duration wait(byte[] identity, byte[] network, Duration window, int limit) {
        if (limit <= 0) {
            return window;
        }
        Instant now = clock.instant();
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

    private static Duration longest(Duration... waits) {
        return Stream.of(waits).max(Duration::compareTo).orElse(Duration.ZERO);
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
                .setParameter("before", clock.instant().minus(DAY))
                .setParameter("atOnce", REMOVED_AT_ONCE)
                .executeUpdate();
    }
}
