package tv.natomultimedia.account.session;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tv.natomultimedia.account.audit.Origin;
import tv.natomultimedia.account.audit.SecurityEventType;
import tv.natomultimedia.account.audit.SecurityEvents;
import tv.natomultimedia.account.revocation.Revocations;
import tv.natomultimedia.account.secret.KeyedHash;
import tv.natomultimedia.account.session.Session.EndReason;

/**
 * All sessions. Whatever ends some notes their ends for the services that verify access tokens, in
 * the same transaction.
 */
@ApplicationScoped
public class Sessions implements PanacheRepositoryBase<Session, UUID> {

    private static final int REMOVED_AT_ONCE = 1_000;
    private static final int LISTED = 100;

    private final Revocations revocations;
    private final SecurityEvents events;
    private final KeyedHash keyedHash;
    private final SessionRules rules;
    private final Clock clock;

    Sessions(
            Revocations revocations,
            SecurityEvents events,
            KeyedHash keyedHash,
            SessionRules rules,
            Clock clock) {
        this.revocations = revocations;
        this.events = events;
        this.keyedHash = keyedHash;
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

    /** The account is suspended: nobody stays logged in. Works in the caller's transaction. */
    public void endAllForSuspension(UUID account) {
        end(account, null, EndReason.SUSPENDED);
    }

    /** Every session of an account that is still kept, the last used first. */
    public List<KeptSession> kept(UUID account) {
        return find("accountId = ?1 order by lastUsedAt desc, id desc", account).stream()
                .map(Session::kept)
                .toList();
    }

    /** The account is about to go, and its sessions with it. Works in the caller's transaction. */
    public void endAllForDeletion(UUID account) {
        end(account, null, EndReason.ACCOUNT_DELETED);
    }

    @Transactional
    void endAll(UUID account, Origin origin) {
        int ended = end(account, null, EndReason.LOGOUT);
        events.ofAccount(
                SecurityEventType.ALL_SESSIONS_ENDED,
                account,
                origin,
                Map.of("number", "" + ended));
    }

    @Transactional
    void endOthers(UUID account, UUID current, Origin origin) {
        int ended = end(account, current, EndReason.LOGOUT);
        events.ofAccount(
                SecurityEventType.OTHER_SESSIONS_ENDED,
                account,
                origin,
                Map.of("number", "" + ended));
    }

    /** Ends one session of an account; whether it has such a session. */
    @Transactional
    boolean endOne(UUID account, UUID id, Origin origin) {
        Session session = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (session == null || !session.accountId().equals(account)) {
            return false;
        }
        logOut(session, origin);
        return true;
    }

    /** Ends the live session that a refresh token is or was one of; whether there is such. */
    boolean endFamily(RefreshToken presented, Origin origin) {
        Session session = findById(presented.family(), LockModeType.PESSIMISTIC_WRITE);
        return session != null && session.owns(presented, keyedHash) && logOut(session, origin);
    }

    /** Notes that reuse of a refresh token has just ended a session. */
    void endedByReuse(Session session, Origin origin) {
        revocations.sessionEnded(session.id());
        record(SecurityEventType.REFRESH_TOKEN_REUSED, session, origin);
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

    private boolean logOut(Session session, Origin origin) {
        Instant now = clock.instant();
        if (!session.isLive(now)) {
            return false;
        }
        session.end(EndReason.LOGOUT, now);
        revocations.sessionEnded(session.id());
        record(SecurityEventType.SESSION_ENDED, session, origin);
        return true;
    }

    private void record(SecurityEventType type, Session session, Origin origin) {
        events.ofAccount(
                type, session.accountId(), origin, Map.of("session", session.id().toString()));
    }

    /**
     * One statement, so that a refresh comes wholly before or wholly after it. The rows are locked
     * in the order of their ids, so that two of these cannot wait for each other.
     */
    private int end(UUID account, UUID except, EndReason reason) {
        List<UUID> ended =
                getEntityManager()
                        .createNativeQuery(
                                """
                                UPDATE session SET ended_at = :now, end_reason = :reason
                                WHERE id IN (
                                    SELECT id FROM session
                                    WHERE account_id = :account AND ended_at IS NULL AND expires_at > :now
                                      AND id IS DISTINCT FROM CAST(:except AS uuid)
                                    ORDER BY id FOR UPDATE)
                                RETURNING id
                                """,
                                UUID.class)
                        .setParameter("now", clock.instant())
                        .setParameter("reason", reason.name())
                        .setParameter("account", account)
                        .setParameter("except", except)
                        .getResultList();
        revocations.sessionsEnded(ended);
        return ended.size();
    }

    @Scheduled(every = "{cleanup.every}", delayed = "{cleanup.delayed}")
    @Transactional
    void removeOld() {
        getEntityManager()
                .createNativeQuery(
                        """
                        DELETE FROM session WHERE id = ANY (ARRAY(
                            SELECT id FROM session
                            WHERE (expires_on <= CAST(CAST(:before AS timestamptz) AT TIME ZONE 'UTC' AS date)
                                    AND expires_at < :before)
                               OR ended_at < :before
                            LIMIT :atOnce FOR UPDATE SKIP LOCKED))
                        """)
                .setParameter("before", clock.instant().minus(rules.retention()))
                .setParameter("atOnce", REMOVED_AT_ONCE)
                .executeUpdate();
    }
}
