package tv.natomultimedia.account.profile.email;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** All changes of address; each goes with its flow. */
@ApplicationScoped
public class EmailChanges implements PanacheRepositoryBase<EmailChange, UUID> {

    /** Removes every change of an account, with its flow. */
    public void forget(UUID account) {
        getEntityManager()
                .createNativeQuery(
                        """
                        DELETE FROM code_flow
                        WHERE id IN (SELECT flow_id FROM email_change WHERE account_id = :account)
                        """)
                .setParameter("account", account)
                .executeUpdate();
    }

    /** The addresses that an account has asked for, as far as they are kept. */
    public List<String> addresses(UUID account) {
        return find("accountId = ?1 order by startedAt desc", account).stream()
                .map(change -> change.address().typed())
                .toList();
    }

    /** How many an account has started since a time. */
    long startedSince(UUID account, Instant since) {
        return count("accountId = ?1 and startedAt > ?2", account, since);
    }
}
