package tv.natomultimedia.account.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tv.natomultimedia.account.outbox.Backoff;
import tv.natomultimedia.account.secret.Bytes;
import tv.natomultimedia.account.secret.Vault;

/** Events that are to be delivered. Encrypted, for that of a deletion outlives the account. */
@ApplicationScoped
class EventOutbox {

    private final EntityManager entities;
    private final Vault vault;
    private final ObjectMapper json;
    private final NotificationRules rules;
    private final Clock clock;

    EventOutbox(
            EntityManager entities,
            Vault vault,
            ObjectMapper json,
            NotificationRules rules,
            Clock clock) {
        this.entities = entities;
        this.vault = vault;
        this.json = json;
        this.rules = rules;
        this.clock = clock;
    }

    /** An event that this replica may deliver until its lease ends. */
    record Claimed(UUID id, int attempts, String body) {}

    void add(AccountEvent event) {
        entities.createNativeQuery(
                        """
                        INSERT INTO account_event (id, account_id, content, occurred_at, attempts, next_attempt_at)
                        VALUES (:id, :account, :content, :now, 0, :now)
                        """)
                .setParameter("id", event.id())
                .setParameter("account", event.account().id())
                .setParameter("content", vault.seal(Bytes.of(body(event)), place(event.id())))
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /** Takes due events for a while, of each account only the oldest, and counts the attempt. */
    @Transactional
    List<Claimed> claim() {
        Instant now = clock.instant();
        List<?> due =
                entities.createNativeQuery(
                                """
                                UPDATE account_event SET attempts = attempts + 1, next_attempt_at = :leaseEnd
                                WHERE sequence IN (
                                    SELECT sequence FROM account_event event
                                    WHERE next_attempt_at <= :now AND NOT EXISTS (
                                        SELECT 1 FROM account_event earlier
                                        WHERE earlier.account_id = event.account_id
                                          AND earlier.sequence < event.sequence)
                                    ORDER BY sequence LIMIT :most FOR UPDATE SKIP LOCKED)
                                RETURNING id, attempts, content
                                """)
                        .setParameter("now", now)
                        .setParameter("leaseEnd", now.plus(rules.timeout().multipliedBy(2)))
                        .setParameter("most", rules.parallel())
                        .getResultList();
        return due.stream().map(row -> claimed((Object[]) row)).toList();
    }

    /** It was acknowledged: nothing of it is kept. */
    @Transactional
    void delivered(UUID id) {
        entities.createNativeQuery("DELETE FROM account_event WHERE id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    /** It was not: it is due again after a pause, which is returned. */
    @Transactional
    Duration failed(Claimed event) {
        Duration pause = Backoff.after(event.attempts(), rules.longestPause());
        entities.createNativeQuery(
                        "UPDATE account_event SET next_attempt_at = :then WHERE id = :id")
                .setParameter("then", clock.instant().plus(pause))
                .setParameter("id", event.id())
                .executeUpdate();
        return pause;
    }

    private Claimed claimed(Object[] row) {
        UUID id = (UUID) row[0];
        return new Claimed(
                id,
                ((Number) row[1]).intValue(),
                new String(vault.open((byte[]) row[2], place(id)), StandardCharsets.UTF_8));
    }

    private String body(AccountEvent event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String place(UUID id) {
        return "account_event/" + id;
    }
}
