package tv.natomultimedia.account.account;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** All accounts. */
@ApplicationScoped
public class Accounts implements PanacheRepositoryBase<Account, UUID> {

    /** The account of an address, however it is written. */
    public Optional<Account> of(EmailAddress address) {
        return find("canonicalEmail", address.canonical()).firstResultOptional();
    }

    /** What a login is checked against. */
    public record Credentials(
            UUID id, String passwordHash, Instant passwordSetAt, Account.Status status) {

        /** Without the hash, which belongs into no log. */
        @Override
        public String toString() {
            return "credentials of " + id;
        }
    }

    /**
     * The credentials of the account of an address. Nothing else is read, so that an address that
     * has an account takes hardly longer than one that has none.
     */
    public Optional<Credentials> credentials(EmailAddress address) {
        return getEntityManager()
                .createQuery(
                        """
                        SELECT id, passwordHash, passwordChangedAt, status FROM Account
                        WHERE canonicalEmail = :address
                        """,
                        Credentials.class)
                .setParameter("address", address.canonical())
                .getResultStream()
                .findFirst();
    }

    /** The account, locked against changes until the transaction ends. */
    public Optional<Account> locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** As {@link #locked}, read anew though it was read in this transaction before. */
    public Optional<Account> lockedAnew(UUID id) {
        boolean there =
                !getEntityManager()
                        .createNativeQuery("SELECT 1 FROM account WHERE id = :id FOR UPDATE")
                        .setParameter("id", id)
                        .getResultList()
                        .isEmpty();
        if (!there) {
            return Optional.empty();
        }
        Account account = findById(id);
        getEntityManager().refresh(account);
        return Optional.of(account);
    }

    /**
     * Gives an account another address unless that is another account's; waits for a transaction
     * that is just taking the same.
     *
     * @return whether it was given
     */
    public boolean moveIfAddressIsFree(Account account, EmailAddress address, Instant now) {
        lock(address);
        if (of(address).filter(owner -> !owner.id().equals(account.id())).isPresent()) {
            return false;
        }
        account.changeAddress(address, now);
        flush();
        return true;
    }

    /**
     * Adds an account unless its address has one; waits for a transaction that is just taking the
     * same.
     *
     * @return whether it was added
     */
    public boolean addIfAddressIsFree(Account account) {
        lock(account.address());
        int added =
                getEntityManager()
                        .createNativeQuery(
                                """
                                INSERT INTO account (id, email, canonical_email, password_hash, password_changed_at,
                                    display_name, organisation, country, locale, status, created_at, updated_at)
                                VALUES (:id, :email, :canonical, :hash, :now,
                                    :displayName, :organisation, :country, :locale, 'ACTIVE', :now, :now)
                                ON CONFLICT (canonical_email) DO NOTHING
                                """)
                        .setParameter("id", account.id())
                        .setParameter("email", account.email())
                        .setParameter("canonical", account.canonicalEmail())
                        .setParameter("hash", account.passwordHash())
                        .setParameter("now", account.createdAt())
                        .setParameter("displayName", account.profile().displayName())
                        .setParameter("organisation", account.profile().organisation())
                        .setParameter("country", account.profile().country())
                        .setParameter("locale", account.profile().locale())
                        .executeUpdate();
        return added == 1;
    }

    /**
     * Makes all who are about to take an address queue up, whether or not there is a row for it.
     */
    private void lock(EmailAddress address) {
        getEntityManager()
                .createNativeQuery("SELECT pg_advisory_xact_lock(hashtextextended(:address, 4))")
                .setParameter("address", address.canonical())
                .getSingleResult();
    }
}
