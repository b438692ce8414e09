package tv.natomultimedia.account.token;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The keys that are kept, oldest first: ids rise with time. */
@ApplicationScoped
class SigningKeyRows implements PanacheRepositoryBase<SigningKeyRow, String> {

    private static final long LOCK = 0x7369676E6B6579L;

    List<SigningKeyRow> all() {
        return list("order by id");
    }

    /** The keys as they are once nobody else changes them, until the transaction ends. */
    List<SigningKeyRow> allLocked() {
        getEntityManager()
                .createNativeQuery("SELECT pg_advisory_xact_lock(:lock)")
                .setParameter("lock", LOCK)
                .getSingleResult();
        // What was read before the lock may be out of date.
        flush();
        getEntityManager().clear();
        return all();
    }
}
