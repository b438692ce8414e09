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
    record Claimed(UUID id, Receiver receiver, int attempts, String body) {}

    /** Notes an event for everybody whom it concerns. */
    void add(AccountEvent event) {
        for (Receiver receiver : Receiver.values()) {
            if (receiver.hears(event.type())) {
                add(receiver, receiver.told(event));
            }
        }
    }

    private void add(Receiver receiver, AccountEvent event) {
        entities.createNativeQuery(
                        """
                        INSERT INTO account_event
                            (id, receiver, account_id, content, occurred_at, attempts, next_attempt_at)
                        VALUES (:id, :receiver, :account, :content, :now, 0, :now)
                        """)
                .setParameter("id", event.id())
                .setParameter("receiver", receiver.name())
                .setParameter("account", event.account().id())
                .setParameter(
                        "content", vault.seal(Bytes.of(body(event)), place(event.id(), receiver)))
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /**
     * Takes due events for one receiver for a while, of each account only the oldest, and counts
     * the attempt.
     */
    @Transactional
    List<Claimed> claim(Receiver receiver) {
        Instant now = clock.instant();
        List<?> due =
                entities.createNativeQuery(
                                """
                                UPDATE account_event SET attempts = attempts + 1, next_attempt_at = :leaseEnd
                                WHERE sequence = ANY (ARRAY(
                                    SELECT sequence FROM account_event event
                                    WHERE receiver = :receiver AND next_attempt_at <= :now AND NOT EXISTS (
                                        SELECT 1 FROM account_event earlier
                                        WHERE earlier.account_id = event.account_id
                                          AND earlier.receiver = event.receiver
                                          AND earlier.sequence < event.sequence)
                                    ORDER BY sequence LIMIT :most FOR UPDATE SKIP LOCKED))
                                RETURNING id, attempts, content
                                """)
                        .setParameter("receiver", receiver.name())
                        .setParameter("now", now)
                        .setParameter("leaseEnd", now.plus(rules.timeout().multipliedBy(2)))
                        .setParameter("most", rules.parallel())
                        .getResultList();
        return due.stream().map(row -> claimed(receiver, (Object[]) row)).toList();
    }

    /** It was acknowledged: nothing of it is kept. */
    @Transactional
    void delivered(Claimed event) {
        entities.createNativeQuery(
                        "DELETE FROM account_event WHERE id = :id AND receiver = :receiver")
                .setParameter("id", event.id())
                .setParameter("receiver", event.receiver().name())
                .executeUpdate();
    }

    /** It was not: it is due again after a pause, which is returned. */
    @Transactional
    Duration failed(Claimed event) {
        Duration pause = Backoff.after(event.attempts(), rules.longestPause());
        entities.createNativeQuery(
                        """
                        UPDATE account_event SET next_attempt_at = :then
                        WHERE id = :id AND receiver = :receiver
                        """)
                .setParameter("then", clock.instant().plus(pause))
                .setParameter("id", event.id())
                .setParameter("receiver", event.receiver().name())
                .executeUpdate();
        return pause;
    }

    private Claimed claimed(Receiver receiver, Object[] row) {
        UUID id = (UUID) row[0];
        return new Claimed(
                id,
                receiver,
                ((Number) row[1]).intValue(),
                new String(
                        vault.open((byte[]) row[2], place(id, receiver)), StandardCharsets.UTF_8));
    }

    private String body(AccountEvent event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String place(UUID id, Receiver receiver) {
        // Events from before there was more than one receiver were sealed for the id alone.
        return "account_event/" + id + (receiver == Receiver.NEWSLETTER ? "" : "/" + receiver);
    }
}
