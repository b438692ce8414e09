package tv.natomultimedia.account.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tv.natomultimedia.account.account.EmailAddress;
import tv.natomultimedia.account.outbox.Backoff;
import tv.natomultimedia.account.secret.Bytes;
import tv.natomultimedia.account.secret.KeyedHash;
import tv.natomultimedia.account.secret.KeyedHash.Purpose;
import tv.natomultimedia.account.secret.Vault;

/** Mails that are to be sent. */
@ApplicationScoped
class Outbox implements PanacheRepositoryBase<OutgoingMail, UUID> {

    private final Vault vault;
    private final KeyedHash keyedHash;
    private final ObjectMapper json;
    private final MailRules rules;
    private final Clock clock;

    Outbox(Vault vault, KeyedHash keyedHash, ObjectMapper json, MailRules rules, Clock clock) {
        this.vault = vault;
        this.keyedHash = keyedHash;
        this.json = json;
        this.rules = rules;
        this.clock = clock;
    }

    /** What is encrypted. */
    record Content(String to, String language, String subject, String text, String html) {}

    /** A mail that this replica may send until its lease ends. */
    record Claimed(UUID id, int attempts, Instant createdAt, Content content) {}

    void add(UUID id, EmailAddress to, Content content, Instant usefulUntil) {
        try {
            byte[] sealed = vault.seal(json.writeValueAsBytes(content), place(id));
            persist(new OutgoingMail(id, key(to), sealed, usefulUntil, clock.instant()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Takes due mails for a while, each for one replica only, and counts the attempt. They are
     * chosen as an array, that is once: a subquery that is joined with the rows may be run again
     * for every row, and each time it locks others.
     */
    @Transactional
    List<Claimed> claim(int most) {
        Instant now = clock.instant();
        List<OutgoingMail> due =
                getEntityManager()
                        .createNativeQuery(
                                """
                                UPDATE outgoing_mail SET attempts = attempts + 1, next_attempt_at = :leaseEnd
                                WHERE id = ANY (ARRAY(
                                    SELECT id FROM outgoing_mail
                                    WHERE next_attempt_at <= :now AND useful_until > :now
                                    ORDER BY next_attempt_at LIMIT :most FOR UPDATE SKIP LOCKED))
                                RETURNING *
                                """,
                                OutgoingMail.class)
                        .setParameter("now", now)
                        .setParameter("leaseEnd", now.plus(rules.timeout().multipliedBy(2)))
                        .setParameter("most", most)
                        .getResultList();
        return due.stream()
                .map(mail -> new Claimed(mail.id(), mail.attempts(), mail.createdAt(), open(mail)))
                .toList();
    }

    /** The relay has it: nothing of it is kept. */
    @Transactional
    void sent(UUID id) {
        deleteById(id);
    }

    /** The relay did not take it: it is due again after a pause, which is returned. */
    @Transactional
    Duration failed(Claimed mail) {
        Duration pause = Backoff.after(mail.attempts(), rules.longestPause());
        findByIdOptional(mail.id()).ifPresent(row -> row.tryAgain(clock.instant(), pause));
        return pause;
    }

    /** Drops what is no longer worth sending; how many that were. */
    @Transactional
    long dropUseless() {
        return delete("usefulUntil <= ?1", clock.instant());
    }

    /** Withdraws whatever waits for an address. */
    void forget(EmailAddress address) {
        delete("addressKey", key(address));
    }

    private byte[] key(EmailAddress address) {
        return keyedHash.of(Purpose.ADDRESS, Bytes.of(address.canonical()));
    }

    private Content open(OutgoingMail mail) {
        try {
            return json.readValue(vault.open(mail.content(), place(mail.id())), Content.class);
        } catch (IOException damaged) {
            throw new IllegalStateException(damaged);
        }
    }

    private static String place(UUID id) {
        return "outgoing_mail/" + id;
    }
}
