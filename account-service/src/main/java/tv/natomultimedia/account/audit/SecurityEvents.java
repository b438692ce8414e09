package tv.natomultimedia.account.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import tv.natomultimedia.account.secret.Ids;

/**
 * Adds to the trail in the caller's transaction: what did not happen leaves no trace. Details hold
 * no secret and no address.
 */
@ApplicationScoped
public class SecurityEvents {

    private final EntityManager entities;
    private final ObjectMapper json;
    private final Clock clock;

    SecurityEvents(EntityManager entities, ObjectMapper json, Clock clock) {
        this.entities = entities;
        this.json = json;
        this.clock = clock;
    }

    /** Something that a person did to their own account, or somebody unknown tried on it. */
    public void ofAccount(SecurityEventType type, UUID account, Origin origin) {
        ofAccount(type, account, origin, Map.of());
    }

    /** The same with details, such as the id of a session. */
    public void ofAccount(
            SecurityEventType type, UUID account, Origin origin, Map<String, String> detail) {
        add(type, account, null, null, origin, detail);
    }

    /** Something that an administrator did to somebody's account. */
    public void byAdministrator(
            SecurityEventType type,
            UUID account,
            UUID administrator,
            Origin origin,
            Map<String, String> detail) {
        add(type, account, null, administrator, origin, detail);
    }

    /** Something that an administrator did to a partner's client. */
    public void ofPartner(
            SecurityEventType type,
            String clientId,
            UUID administrator,
            Origin origin,
            Map<String, String> detail) {
        add(type, null, clientId, administrator, origin, detail);
    }

    /**
     * Something that concerns nobody in particular.
     *
     * @param administrator who did it; null when the service did it by itself
     */
    public void ofService(
            SecurityEventType type, UUID administrator, Origin origin, Map<String, String> detail) {
        add(type, null, null, administrator, origin, detail);
    }

    /** Blanks what the trail says of a person who has left, but that it happened. */
    public void forget(UUID account) {
        entities.createNativeQuery(
                        """
                        UPDATE security_event SET network = NULL, device = NULL, detail = '{}'
                        WHERE account_id = :account
                        """)
                .setParameter("account", account)
                .executeUpdate();
    }

    private void add(
            SecurityEventType type,
            UUID account,
            String clientId,
            UUID actor,
            Origin origin,
            Map<String, String> detail) {
        entities.createNativeQuery(
                        """
                        INSERT INTO security_event
                            (id, occurred_at, type, account_id, client_id, actor_id, network, device, detail)
                        VALUES (:id, :now, :type, CAST(:account AS uuid), CAST(:client AS text), CAST(:actor AS uuid),
                            CAST(:network AS text), CAST(:device AS text), CAST(:detail AS jsonb))
                        """)
                .setParameter("id", Ids.next())
                .setParameter("now", clock.instant())
                .setParameter("type", type.wireName())
                .setParameter("account", account)
                .setParameter("client", clientId)
                .setParameter("actor", actor)
                .setParameter("network", origin.network())
                .setParameter("device", origin.device())
                .setParameter("detail", written(detail))
                .executeUpdate();
    }

    private String written(Map<String, String> detail) {
        try {
            return json.writeValueAsString(detail);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
