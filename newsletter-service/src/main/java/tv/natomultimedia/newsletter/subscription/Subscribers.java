package tv.natomultimedia.newsletter.subscription;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.newsletter.address.EmailAddress;

/** All subscribers. What is found for a change is locked until the transaction ends. */
@ApplicationScoped
public class Subscribers implements PanacheRepositoryBase<Subscriber, UUID> {

    /**
     * Makes all who are about to change something for an address queue up, whether or not there is
     * a row for it. Call it before looking.
     */
    public void lock(EmailAddress address) {
        getEntityManager()
                .createNativeQuery("SELECT pg_advisory_xact_lock(hashtextextended(:address, 2))")
                .setParameter("address", address.canonical())
                .getSingleResult();
    }

    /** The one with this address. */
    public Optional<Subscriber> withAddress(EmailAddress address) {
        return find("canonicalEmail", address.canonical()).firstResultOptional();
    }

    /** The one with this address, for a change. */
    public Optional<Subscriber> withAddressLocked(EmailAddress address) {
        return find("canonicalEmail", address.canonical())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** The one of this account. */
    public Optional<Subscriber> ofAccount(UUID account) {
        return find("accountId", account).firstResultOptional();
    }

    /** The one of this account, for a change. */
    public Optional<Subscriber> ofAccountLocked(UUID account) {
        return find("accountId", account)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** The one that links in mails know by this id, for a change. */
    public Optional<Subscriber> knownAsLocked(UUID id) {
        List<?> aliased =
                getEntityManager()
                        .createNativeQuery(
                                "SELECT subscriber_id FROM subscriber_alias WHERE id = :id",
                                UUID.class)
                        .setParameter("id", id)
                        .getResultList();
        UUID subscriber = aliased.isEmpty() ? id : (UUID) aliased.getFirst();
        return findByIdOptional(subscriber, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Lets links in mails that hold an id mean a subscriber. */
    public void alias(UUID id, Subscriber subscriber) {
        flush();
        getEntityManager()
                .createNativeQuery(
                        "INSERT INTO subscriber_alias (id, subscriber_id) VALUES (:id, :subscriber)")
                .setParameter("id", id)
                .setParameter("subscriber", subscriber.id())
                .executeUpdate();
    }

    /** Every id under which a subscriber is or was known. */
    @Transactional(TxType.MANDATORY)
    public List<UUID> idsOf(Subscriber subscriber) {
        List<UUID> ids =
                new ArrayList<>(
                        getEntityManager()
                                .createNativeQuery(
                                        "SELECT id FROM subscriber_alias WHERE subscriber_id = :subscriber",
                                        UUID.class)
                                .setParameter("subscriber", subscriber.id())
                                .getResultStream()
                                .map(UUID.class::cast)
                                .toList());
        ids.add(subscriber.id());
        return ids;
    }

    /** Removes one in favour of another, which takes over its links. */
    void mergeInto(Subscriber merged, Subscriber remaining) {
        flush();
        getEntityManager()
                .createNativeQuery(
                        "UPDATE subscriber_alias SET subscriber_id = :remaining WHERE subscriber_id = :merged")
                .setParameter("remaining", remaining.id())
                .setParameter("merged", merged.id())
                .executeUpdate();
        delete(merged);
        alias(merged.id(), remaining);
    }
}
