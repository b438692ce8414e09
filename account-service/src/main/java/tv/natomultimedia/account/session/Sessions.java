package tv.natomultimedia.account.session;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tv.natomultimedia.account.session.Session.EndReason;

/** All sessions. */
@ApplicationScoped
public class Sessions implements PanacheRepositoryBase<Session, UUID> {

    private static final int REMOVED_AT_ONCE = 1_000;
    private static final int LISTED = 100;

    private final SessionRules rules;
    private final Clock clock;

    Sessions(SessionRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /** A new password was set by mailed code: nobody stays logged in. */
    public void endAllForNewPassword(UUID account) {
        end(account, null, EndReason.PASSWORD_CHANGED);
    }

    /** A new password was set in a session: every other one ends. */
    public void endOthersForNewPassword(UUID account, UUID current) {
        end(account, current, EndReason.PASSWORD_CHANGED);
    }

    /** The account has another address since, confirmed in a session: every other one ends. */
    public void endOthersForNewAddress(UUID account, UUID current) {
        end(account, current, EndReason.EMAIL_CHANGED);
    }

    /** The account is suspended: nobody stays logged in. */
    public void endAllForSuspension(UUID account) {
        end(account, null, EndReason.SUSPENDED);
    }

    /** Every session of an account that is still kept, the last used first. */
    public List<KeptSession> kept(UUID account) {
        return find("accountId = ?1 order by lastUsedAt desc, id desc", account).stream()
                .map(Session::kept)
                .toList();
    }

    @Transactional
    void endAll(UUID account) {
        end(account, null, EndReason.LOGOUT);
    }

    /** Ends one session of an account; whether it has such a session. */
    @Transactional
    boolean endOne(UUID account, UUID id) {
        return find("id = ?1 and accountId = ?2", id, account)
                .firstResultOptional()
                .map(
                        session -> {
                            session.end(EndReason.LOGOUT, clock.instant());
                            return true;
                        })
                .orElse(false);
    }

    @Transactional
    List<SessionView> living(UUID account, UUID current) {
        return find(
                        "accountId = ?1 and endedAt is null and expiresAt > ?2 order by lastUsedAt desc, id desc",
                        account,
                        clock.instant())
                .page(0, LISTED)
                .stream()
                .map(session -> SessionView.from(session, current))
                .toList();
    }

    private void end(UUID account, UUID except, EndReason reason) {
        Instant now = clock.instant();
        if (except == null) {
            update(
                    "endedAt = ?1, endReason = ?2 where accountId = ?3 and endedAt is null",
                    now,
                    reason,
                    account);
        } else {
            update(
                    "endedAt = ?1, endReason = ?2 where accountId = ?3 and endedAt is null and id <> ?4",
                    now,
                    reason,
                    account,
                    except);
        }
    }

    @Scheduled(every = "{cleanup.every}", delayed = "{cleanup.delayed}")
    @Transactional
    void removeOld() {
        getEntityManager()
                .createNativeQuery(
                        """
                        DELETE FROM session WHERE id IN (
                            SELECT id FROM session WHERE expires_at < :before OR ended_at < :before
                            LIMIT :atOnce FOR UPDATE SKIP LOCKED)
                        """)
                .setParameter("before", clock.instant().minus(rules.retention()))
                .setParameter("atOnce", REMOVED_AT_ONCE)
                .executeUpdate();
    }
}
