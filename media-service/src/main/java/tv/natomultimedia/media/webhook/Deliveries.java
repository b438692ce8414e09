package tv.natomultimedia.media.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.uuid.Generators;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What is to be told, and what became of it. */
@ApplicationScoped
class Deliveries {

    private static final TypeReference<List<DeliveryView.Attempt>> ATTEMPTS =
            new TypeReference<>() {};

    private static final String COLUMNS =
            """
            id, event_type, status, occurred_at,
            CASE WHEN status = 'PENDING' THEN greatest(next_try_at, occurred_at) END,
            item_id, sequence, CAST(attempts AS text)
            """;

    private final EntityManager database;
    private final ObjectMapper mapper;

    Deliveries(EntityManager database, ObjectMapper mapper) {
        this.database = database;
        this.mapper = mapper;
    }

    /**
     * Something that is this replica's to tell for a while.
     *
     * @param tries how many there were since it was last (re)played
     * @param claim what makes this claim another than every other
     * @param sequence of the change; null of a ping, as is what follows
     */
    record Claimed(
            UUID id,
            UUID webhookId,
            EventType type,
            Instant occurredAt,
            Long sequence,
            UUID itemId,
            Integer version,
            Instant changedAt,
            int tries,
            int claim) {

        /** As in {@code webhook-id}. */
        String messageId() {
            return Deliveries.messageId(id);
        }
    }

    static String messageId(UUID delivery) {
        return "msg_" + delivery.toString().replace("-", "");
    }

    /** Something to be told at once. */
    @Transactional(Transactional.TxType.MANDATORY)
    DeliveryView ping(UUID webhook, Instant now) {
        UUID id = Generators.timeBasedEpochGenerator().generate();
        database.createNativeQuery(
                        """
                        INSERT INTO webhook_delivery (id, webhook_id, event_type, urgency, occurred_at)
                        VALUES (:id, :webhook, :type, 1, :now)
                        """)
                .setParameter("id", id)
                .setParameter("webhook", webhook)
                .setParameter("type", EventType.WEBHOOK_PING.wireName())
                .setParameter("now", now)
                .executeUpdate();
        return find(webhook, id).orElseThrow();
    }

    Optional<DeliveryView> find(UUID webhook, UUID id) {
        return database.createNativeQuery(
                        "SELECT "
                                + COLUMNS
                                + " FROM webhook_delivery WHERE webhook_id = :webhook AND id = :id",
                        Object[].class)
                .setParameter("webhook", webhook)
                .setParameter("id", id)
                .getResultStream()
                .map(row -> view((Object[]) row))
                .findFirst();
    }

    /** The latest first. */
    List<DeliveryView> page(UUID webhook, UUID before, int limit) {
        return database.createNativeQuery(
                        "SELECT "
                                + COLUMNS
                                + " FROM webhook_delivery WHERE webhook_id = :webhook AND id <"
                                + " :before ORDER BY id DESC LIMIT :limit",
                        Object[].class)
                .setParameter("webhook", webhook)
                .setParameter("before", before == null ? new UUID(-1, -1) : before)
                .setParameter("limit", limit)
                .getResultStream()
                .map(row -> view((Object[]) row))
                .toList();
    }

    long count(UUID webhook, int atMost) {
        return ((Number)
                        database.createNativeQuery(
                                        """
                                        SELECT count(*) FROM (
                                            SELECT FROM webhook_delivery WHERE webhook_id = :webhook LIMIT :most) counted
                                        """)
                                .setParameter("webhook", webhook)
                                .setParameter("most", atMost)
                                .getSingleResult())
                .longValue();
    }

    /** Begins anew with what has ended; what is pending is tried at once, unless it just is. */
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<DeliveryView> replay(UUID webhook, UUID id, Instant now) {
        database.createNativeQuery(
                        """
                        UPDATE webhook_delivery SET status = 'PENDING', tries = 0, next_try_at = :now, ended_at = NULL
                        WHERE webhook_id = :webhook AND id = :id AND (leased_until IS NULL OR leased_until <= :now)
                        """)
                .setParameter("webhook", webhook)
                .setParameter("id", id)
                .setParameter("now", now)
                .executeUpdate();
        return find(webhook, id);
    }

    /**
     * What is due, the most urgent first, and of each webhook only so much; no other replica gets
     * it until the lease ends.
     *
     * @param busy webhooks that have to wait
     */
    @Transactional
    List<Claimed> claim(
            Instant now, Duration lease, Collection<UUID> busy, int perWebhook, int atMost) {
        // For each active webhook the first entries of webhook_delivery_due.
        List<?> rows =
                database.createNativeQuery(
                                """
                                WITH chosen AS MATERIALIZED (
                                    SELECT due.id FROM webhook w CROSS JOIN LATERAL (
                                        SELECT id, urgency, next_try_at FROM webhook_delivery
                                        WHERE webhook_id = w.id AND status = 'PENDING' AND next_try_at <= :now
                                            AND (leased_until IS NULL OR leased_until <= :now)
                                        ORDER BY urgency, next_try_at, id LIMIT :perWebhook
                                        FOR UPDATE SKIP LOCKED) due
                                    WHERE w.status = 'ACTIVE' AND w.id <> ALL (:busy)
                                    ORDER BY due.urgency, due.next_try_at, due.id LIMIT :atMost)
                                UPDATE webhook_delivery claimed
                                SET leased_until = :until, claim = claim + 1, tries = tries + 1
                                FROM chosen WHERE claimed.id = chosen.id
                                RETURNING claimed.id, claimed.webhook_id, claimed.event_type, claimed.occurred_at,
                                    claimed.sequence, claimed.item_id, claimed.version, claimed.changed_at,
                                    claimed.tries, claimed.claim, claimed.urgency
                                """,
                                Object[].class)
                        .setParameter("until", now.plus(lease))
                        .setParameter("now", now)
                        .setParameter("busy", busy.toArray(new UUID[0]))
                        .setParameter("perWebhook", perWebhook)
                        .setParameter("atMost", atMost)
                        .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .sorted((a, b) -> Integer.compare(number(a[10]), number(b[10])))
                .map(Deliveries::claimed)
                .toList();
    }

    /**
     * Notes a try, if the claim still holds.
     *
     * @param again when it is tried again; null for never
     * @return whether it did
     */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean note(
            Claimed claimed,
            DeliveryView.Attempt attempt,
            boolean arrived,
            Instant again,
            Instant now) {
        return database.createNativeQuery(
                                """
                                UPDATE webhook_delivery
                                SET attempts = attempts || CAST(:attempt AS jsonb), leased_until = NULL,
                                    status = :status, next_try_at = coalesce(CAST(nullif(:again, '') AS timestamptz), next_try_at),
                                    ended_at = CASE WHEN :status = 'PENDING' THEN NULL ELSE CAST(:now AS timestamptz) END
                                WHERE id = :id AND claim = :claim AND status = 'PENDING'
                                """)
                        .setParameter("attempt", written(List.of(attempt)))
                        .setParameter(
                                "status",
                                arrived ? "DELIVERED" : again == null ? "FAILED" : "PENDING")
                        .setParameter("again", again == null ? "" : again.toString())
                        .setParameter("now", now.toString())
                        .setParameter("id", claimed.id())
                        .setParameter("claim", claimed.claim())
                        .executeUpdate()
                > 0;
    }

    /** Gives back what was not tried. */
    @Transactional
    void release(Claimed claimed) {
        database.createNativeQuery(
                        """
                        UPDATE webhook_delivery SET leased_until = NULL, tries = tries - 1
                        WHERE id = :id AND claim = :claim
                        """)
                .setParameter("id", claimed.id())
                .setParameter("claim", claimed.claim())
                .executeUpdate();
    }

    /** When the first try since it was last (re)played was; empty when there was none. */
    Optional<Instant> firstTry(Claimed claimed) {
        return find(claimed.webhookId(), claimed.id()).stream()
                .flatMap(
                        view ->
                                view.attempts().stream()
                                        .skip(
                                                Math.max(
                                                        0,
                                                        view.attempts().size() - claimed.tries())))
                .map(DeliveryView.Attempt::at)
                .findFirst();
    }

    /** Removes what ended long ago; any number of replicas may do so at a time. */
    @Transactional
    int removeEnded(Instant before, int atMost) {
        return database.createNativeQuery(
                        """
                        DELETE FROM webhook_delivery WHERE id IN (
                            SELECT id FROM webhook_delivery WHERE ended_at < :before
                            ORDER BY ended_at LIMIT :most FOR UPDATE SKIP LOCKED)
                        """)
                .setParameter("before", before)
                .setParameter("most", atMost)
                .executeUpdate();
    }

    private static Claimed claimed(Object[] row) {
        return new Claimed(
                (UUID) row[0],
                (UUID) row[1],
                EventType.named((String) row[2]).orElseThrow(),
                (Instant) row[3],
                row[4] == null ? null : ((Number) row[4]).longValue(),
                (UUID) row[5],
                row[6] == null ? null : number(row[6]),
                (Instant) row[7],
                number(row[8]),
                number(row[9]));
    }

    private DeliveryView view(Object[] row) {
        UUID id = (UUID) row[0];
        return new DeliveryView(
                id,
                messageId(id),
                EventType.named((String) row[1]).orElseThrow(),
                ((String) row[2]).toLowerCase(Locale.ROOT),
                (Instant) row[3],
                (Instant) row[4],
                (UUID) row[5],
                row[6] == null ? null : ((Number) row[6]).longValue(),
                read((String) row[7]));
    }

    private static int number(Object value) {
        return ((Number) value).intValue();
    }

    private String written(List<DeliveryView.Attempt> attempts) {
        try {
            return mapper.writeValueAsString(attempts);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private List<DeliveryView.Attempt> read(String json) {
        try {
            return mapper.readValue(json, ATTEMPTS);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
