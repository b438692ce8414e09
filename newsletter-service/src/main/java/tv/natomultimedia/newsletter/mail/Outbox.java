package tv.natomultimedia.newsletter.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tv.natomultimedia.newsletter.address.EmailAddress;
import tv.natomultimedia.newsletter.secret.Bytes;
import tv.natomultimedia.newsletter.secret.Ids;
import tv.natomultimedia.newsletter.secret.KeyedHash;
import tv.natomultimedia.newsletter.secret.KeyedHash.Purpose;
import tv.natomultimedia.newsletter.secret.Vault;

/** Mails that wait to be sent; they are committed, or not, with what they tell of. */
@ApplicationScoped
public class Outbox implements PanacheRepositoryBase<OutgoingMail, UUID> {

    private static final String PLACE = "outgoing_mail";

    private final Vault vault;
    private final KeyedHash keyedHash;
    private final ObjectMapper json = new ObjectMapper();
    private final Clock clock;
    private final OutboxSettings settings;
    private final Event<Filled> filled;

    Outbox(
            Vault vault,
            KeyedHash keyedHash,
            Clock clock,
            OutboxSettings settings,
            Event<Filled> filled) {
        this.vault = vault;
        this.keyedHash = keyedHash;
        this.clock = clock;
        this.settings = settings;
        this.filled = filled;
    }

    /** Fired in the transaction that puts a mail in. */
    record Filled() {}

    /** A mail to send now. */
    record Due(UUID id, Instant createdAt, Message message) {}

    /**
     * Puts a mail in, in the caller's transaction.
     *
     * @param usefulUntil when it is no longer worth sending
     */
    @Transactional(TxType.MANDATORY)
    void put(EmailAddress address, Message message, Instant usefulUntil) {
        add(address, message, false, usefulUntil);
    }

    /** Does the work of {@link #put} for a mail that must not be sent. */
    @Transactional(TxType.MANDATORY)
    void withhold(EmailAddress address, Message message, Instant usefulUntil) {
        add(address, message, true, usefulUntil);
    }

    /** Removes what waits for an address. */
    @Transactional(TxType.MANDATORY)
    public void forget(EmailAddress address) {
        delete("addressKey", addressKey(address));
    }

    /**
     * Takes the mails that are due. Their rows are passed over by other replicas and stay until
     * {@link #sent}.
     */
    @Transactional(TxType.REQUIRES_NEW)
    List<Due> claim() {
        Instant now = clock.instant();
        List<OutgoingMail> due =
                getEntityManager()
                        .createNativeQuery(
                                """
                                SELECT * FROM outgoing_mail WHERE next_attempt_at <= :now
                                ORDER BY next_attempt_at LIMIT :batch FOR UPDATE SKIP LOCKED
                                """,
                                OutgoingMail.class)
                        .setParameter("now", now)
                        .setParameter("batch", settings.batch())
                        .getResultList();
        due.stream().filter(mail -> !mail.isWorthSending(now)).forEach(this::delete);
        return due.stream()
                .filter(mail -> mail.isWorthSending(now))
                .peek(mail -> mail.claim(now, settings.lease()))
                .map(mail -> new Due(mail.id(), mail.createdAt(), opened(mail.content())))
                .toList();
    }

    @Transactional(TxType.REQUIRES_NEW)
    void sent(UUID id) {
        deleteById(id);
    }

    @Transactional(TxType.REQUIRES_NEW)
    void failed(UUID id) {
        findByIdOptional(id)
                .ifPresent(
                        mail ->
                                mail.retry(
                                        clock.instant(),
                                        settings.firstPause(),
                                        settings.longestPause()));
    }

    private void add(EmailAddress address, Message message, boolean withheld, Instant usefulUntil) {
        persist(
                new OutgoingMail(
                        Ids.next(),
                        addressKey(address),
                        sealed(message),
                        withheld,
                        clock.instant(),
                        usefulUntil));
        filled.fire(new Filled());
    }

    private byte[] addressKey(EmailAddress address) {
        return keyedHash.of(Purpose.MAILBOX, Bytes.of(address.canonical()));
    }

    private byte[] sealed(Message message) {
        try {
            return vault.seal(json.writeValueAsBytes(message), PLACE);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Message opened(byte[] content) {
        try {
            return json.readValue(vault.open(content, PLACE), Message.class);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
