package tv.natomultimedia.account.world;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import java.util.UUID;

/** What the service has written down: the trail of security events, and tokens that ended early. */
@Singleton
public class Trail {

    private final EntityManager entities;

    Trail(EntityManager entities) {
        this.entities = entities;
    }

    /** One security event. */
    public record Event(String type, String network, String device, String detail) {}

    /** The events of an account, in order. */
    public List<Event> of(String account) {
        return rows(
                        """
                        SELECT type, network, device, CAST(detail AS text) FROM security_event
                        WHERE account_id = CAST(?1 AS uuid) ORDER BY id
                        """,
                        account)
                .stream()
                .map(row -> (Object[]) row)
                .map(
                        row ->
                                new Event(
                                        (String) row[0],
                                        (String) row[1],
                                        (String) row[2],
                                        (String) row[3]))
                .toList();
    }

    /** The types of the events of an account, in order. */
    public List<String> types(String account) {
        return of(account).stream().map(Event::type).toList();
    }

    /** How often the end of a session was noted. */
    public int revocations(String session) {
        return rows(
                        "SELECT id FROM revocation WHERE kind = 'SESSION' AND subject = CAST(?1 AS text)",
                        session)
                .size();
    }

    /** How often the end of a partner's tokens was noted. */
    public int partnerRevocations(String clientId) {
        return rows(
                        "SELECT id FROM revocation WHERE kind = 'PARTNER' AND subject = CAST(?1 AS text)",
                        clientId)
                .size();
    }

    /** A column of texts. */
    public List<String> texts(String query) {
        return rows(query).stream().map(String::valueOf).toList();
    }

    /** The sessions of an account, whatever their state. */
    public List<String> sessions(String account) {
        return rows("SELECT id FROM session WHERE account_id = CAST(?1 AS uuid)", account).stream()
                .map(id -> ((UUID) id).toString())
                .toList();
    }

    private List<?> rows(String query, String... parameters) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () -> {
                            Query asked = entities.createNativeQuery(query);
                            for (int i = 0; i < parameters.length; i++) {
                                asked.setParameter(i + 1, parameters[i]);
                            }
                            return asked.getResultList();
                        });
    }
}
