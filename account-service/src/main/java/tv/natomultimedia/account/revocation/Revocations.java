package tv.natomultimedia.account.revocation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Notes access tokens that end before their time, in the caller's transaction; the services that
 * verify tokens follow within seconds of its commit.
 *
 * <p>The claim {@code iat} has whole seconds, and whoever issues a token may have looked at the
 * account or partner a moment before it was ended. So those tokens end that are dated before a
 * whole second that is one to two seconds ahead; later ones are not issued before it, or dated by
 * it.
 */
@ApplicationScoped
public class Revocations {

    private static final int AHEAD_SECONDS = 2;

    private final EntityManager entities;
    private final Event<Noted> noted;
    private final Clock clock;

    Revocations(EntityManager entities, Event<Noted> noted, Clock clock) {
        this.entities = entities;
        this.noted = noted;
        this.clock = clock;
    }

    /** Something is to be told to those who follow. */
    record Noted() {}

    /** No token of this session is worth anything from now on; download links live on. */
    public void sessionEnded(UUID session) {
        add(Revocation.Kind.SESSION, Set.of(session.toString()));
    }

    /** The same for many sessions at once. */
    public void sessionsEnded(Collection<UUID> sessions) {
        add(
                Revocation.Kind.SESSION,
                sessions.stream().map(UUID::toString).collect(Collectors.toSet()));
    }

    /**
     * No token or download link that the account has got until now is worth anything.
     *
     * @param before what this returned for the account the last time; null for the first
     * @return a whole second: what is dated before it ends, so what comes later must not be
     */
    public Instant accountEnded(UUID account, Instant before) {
        return ended(Revocation.Kind.ACCOUNT, account.toString(), before);
    }

    /**
     * No token or download link that the partner's client has got until now is worth anything;
     * otherwise as {@link #accountEnded}.
     */
    public Instant partnerEnded(String clientId, Instant before) {
        return ended(Revocation.Kind.PARTNER, clientId, before);
    }

    /** The one access token of this id ({@code jti}) is worth nothing from now on. */
    public void tokenEnded(String tokenId) {
        add(Revocation.Kind.TOKEN, Set.of(tokenId));
    }

    /** No token is worth anything that was signed with one of these keys, whatever its claims. */
    public void keysRevoked(Collection<String> keyIds) {
        add(Revocation.Kind.KEY, Set.copyOf(keyIds));
    }

    private Instant ended(Revocation.Kind kind, String subject, Instant before) {
        Instant ahead = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(AHEAD_SECONDS);
        // What was dated ahead after the last end ends as well.
        Instant notBefore =
                before == null || before.isBefore(ahead) ? ahead : before.plusSeconds(1);
        add(kind, Set.of(subject), notBefore);
        return notBefore;
    }

    private void add(Revocation.Kind kind, Set<String> subjects) {
        add(kind, subjects, clock.instant());
    }

    private void add(Revocation.Kind kind, Set<String> subjects, Instant notBefore) {
        if (subjects.isEmpty()) {
            return;
        }
        // No subject has a line break in it: ids, and client ids that were made here.
        entities.createNativeQuery(
                        """
                        INSERT INTO revocation (id, kind, subject, not_before)
                        SELECT gen_random_uuid(), :kind, subject, :notBefore
                        FROM unnest(string_to_array(:subjects, chr(10))) AS subject
                        """)
                .setParameter("kind", kind.name())
                .setParameter("subjects", String.join("\n", subjects))
                .setParameter("notBefore", notBefore)
                .executeUpdate();
        noted.fire(new Noted());
    }
}
