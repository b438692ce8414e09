package tv.natomultimedia.account.account;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;

/** All accounts. */
@ApplicationScoped
public class Accounts implements PanacheRepositoryBase<Account, UUID> {

    /** The account of an address, however it is written. */
    public Optional<Account> of(EmailAddress address) {
        return find("canonicalEmail", address.canonical()).firstResultOptional();
    }

    /** The account, locked against changes until the transaction ends. */
    public Optional<Account> locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * Adds an account unless its address has one; waits for a transaction that is just adding the
     * same.
     *
     * @return whether it was added
     */
    public boolean addIfAddressIsFree(Account account) {
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
}
