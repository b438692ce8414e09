package tv.natomultimedia.account.revocation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Notes access tokens that end before their time, in the caller's transaction; the services that
 * verify tokens follow within seconds of its commit.
 *
 * <p>The claim {@code iat} has whole seconds. A token of an account or partner that was issued in
 * the very second of its revocation is refused, be it issued before or after: a client that logs in
 * again within that second has to refresh once.
 */
@ApplicationScoped
public class Revocations {

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

    /** No token or download link that the account has got until now is worth anything. */
    public void accountEnded(UUID account) {
        add(Revocation.Kind.ACCOUNT, Set.of(account.toString()));
    }

    /** No token or download link that the partner's client has got until now is worth anything. */
    public void partnerEnded(String clientId) {
        add(Revocation.Kind.PARTNER, Set.of(clientId));
    }

    /** The one access token of this id ({@code jti}) is worth nothing from now on. */
    public void tokenEnded(String tokenId) {
        add(Revocation.Kind.TOKEN, Set.of(tokenId));
    }

    /** No token is worth anything that was signed with one of these keys, whatever its claims. */
    public void keysRevoked(Collection<String> keyIds) {
        add(Revocation.Kind.KEY, Set.copyOf(keyIds));
    }

    private void add(Revocation.Kind kind, Set<String> subjects) {
        if (subjects.isEmpty()) {
            return;
        }
        // No subject has a line break in it: ids, and client ids that were made here.
        entities.createNativeQuery(
                        """
                        INSERT INTO revocation (id, kind, subject, not_before)
                        SELECT gen_random_uuid(), :kind, subject, :now
                        FROM unnest(string_to_array(:subjects, chr(10))) AS subject
                        """)
                .setParameter("kind", kind.name())
                .setParameter("subjects", String.join("\n", subjects))
                .setParameter("now", clock.instant())
                .executeUpdate();
        noted.fire(new Noted());
    }
}
