package tv.natomultimedia.account.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads what the trail says of an account, and lets go what is old enough. */
@ApplicationScoped
public class SecurityTrail {

    private static final int REMOVED_AT_ONCE = 5_000;
    private static final Duration LEAST_RETENTION = Duration.ofDays(90);
    private static final TypeReference<Map<String, String>> DETAIL = new TypeReference<>() {};

    private final EntityManager entities;
    private final ObjectMapper json;
    private final Duration retention;
    private final Clock clock;

    SecurityTrail(EntityManager entities, ObjectMapper json, AuditRules rules, Clock clock) {
        if (rules.retention().compareTo(LEAST_RETENTION) < 0) {
            throw new IllegalStateException("security-events.retention must be at least P90D");
        }
        this.entities = entities;
        this.json = json;
        this.retention = rules.retention();
        this.clock = clock;
    }

    /**
     * What happened to an account, the latest first.
     *
     * @param before only what is older than the event of this id; null for the latest
     */
    @Transactional
    public List<RecordedEvent> of(UUID account, UUID before, int count) {
        // Walks the index security_event_by_account.
        List<?> found =
                entities.createNativeQuery(
                                """
                                SELECT id, type, occurred_at, network, device, CAST(detail AS text),
                                    actor_id IS NOT NULL AND actor_id <> account_id
                                FROM security_event
                                WHERE account_id = :account AND id < COALESCE(CAST(:before AS uuid),
                                    'ffffffff-ffff-ffff-ffff-ffffffffffff')
                                ORDER BY id DESC LIMIT :count
                                """,
                                Object[].class)
                        .setParameter("account", account)
                        .setParameter("before", before)
                        .setParameter("count", count)
                        .getResultList();
        return found.stream().map(row -> recorded((Object[]) row)).toList();
    }

    /** How many events an account has, counted up to {@code limit} and one more. */
    @Transactional
    public long count(UUID account, int limit) {
        return ((Number)
                        entities.createNativeQuery(
                                        """
                                        SELECT count(*) FROM
                                        (SELECT 1 FROM security_event WHERE account_id = :account LIMIT :most) found
                                        """)
                                .setParameter("account", account)
                                .setParameter("most", limit + 1)
                                .getSingleResult())
                .longValue();
    }

    /** How often something happened to an account since a time. */
    @Transactional
    public long count(UUID account, SecurityEventType type, Instant since) {
        return ((Number)
                        entities.createNativeQuery(
                                        """
                                        SELECT count(*) FROM security_event
                                        WHERE account_id = :account AND type = :type AND occurred_at > :since
                                        """)
                                .setParameter("account", account)
                                .setParameter("type", type.wireName())
                                .setParameter("since", since)
                                .getSingleResult())
                .longValue();
    }

    private RecordedEvent recorded(Object[] row) {
        return new RecordedEvent(
                (UUID) row[0],
                (String) row[1],
                (Instant) row[2],
                (String) row[3],
                (String) row[4],
                read((String) row[5]),
                (Boolean) row[6]);
    }

    private Map<String, String> read(String detail) {
        try {
            return json.readValue(detail, DETAIL);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException(damaged);
        }
    }

    @Scheduled(every = "{cleanup.every}", delayed = "{cleanup.delayed}")
    @Transactional
    void removeOld() {
        entities.createNativeQuery(
                        """
                        DELETE FROM security_event WHERE id = ANY (ARRAY(
                            SELECT id FROM security_event WHERE occurred_at < :before
                            LIMIT :atOnce FOR UPDATE SKIP LOCKED))
                        """)
                .setParameter("before", clock.instant().minus(retention))
                .setParameter("atOnce", REMOVED_AT_ONCE)
                .executeUpdate();
    }
}
