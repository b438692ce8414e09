package tv.natomultimedia.account.partner.embedded;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import tv.natomultimedia.account.partner.PartnerClients;
import tv.natomultimedia.account.secret.Bytes;

/**
 * Clients in the database of this service, which authenticates them itself. A call ends with its
 * answer. Of a secret only its SHA-256 is kept: 256 random bits are not guessed from it.
 */
@ApplicationScoped
class EmbeddedClients implements PartnerClients {

    private final EntityManager entities;

    EmbeddedClients(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public Duration settlingTime() {
        return Duration.ZERO;
    }

    @Override
    @Transactional
    public void provision(Client client) {
        entities.createNativeQuery(
                        """
                        INSERT INTO embedded_client (client_id, enabled) VALUES (:client, :enabled)
                        ON CONFLICT (client_id) DO UPDATE SET enabled = excluded.enabled
                        """)
                .setParameter("client", client.clientId())
                .setParameter("enabled", client.enabled())
                .executeUpdate();
    }

    @Override
    @Transactional
    public void addSecret(String clientId, UUID secretId, String secret) {
        if (entities.createNativeQuery(
                        "SELECT 1 FROM embedded_client WHERE client_id = :client FOR UPDATE")
                .setParameter("client", clientId)
                .getResultList()
                .isEmpty()) {
            throw new IllegalStateException("There is no client " + clientId);
        }
        entities.createNativeQuery(
                        """
                        INSERT INTO embedded_client_secret (id, client_id, hash) VALUES (:id, :client, :hash)
                        ON CONFLICT (id) DO NOTHING
                        """)
                .setParameter("id", secretId)
                .setParameter("client", clientId)
                .setParameter("hash", Bytes.sha256(Bytes.of(secret)))
                .executeUpdate();
    }

    @Override
    @Transactional
    public void removeSecret(String clientId, UUID secretId) {
        entities.createNativeQuery(
                        "DELETE FROM embedded_client_secret WHERE id = :id AND client_id = :client")
                .setParameter("id", secretId)
                .setParameter("client", clientId)
                .executeUpdate();
    }

    @Override
    @Transactional
    public void delete(String clientId) {
        entities.createNativeQuery("DELETE FROM embedded_client WHERE client_id = :client")
                .setParameter("client", clientId)
                .executeUpdate();
    }

    @Override
    @Transactional
    public Outcome exchange(Exchange exchange) {
        byte[] presented = Bytes.sha256(Bytes.of(exchange.secret()));
        List<?> living =
                entities.createNativeQuery(
                                """
                                SELECT secret.id, secret.hash FROM embedded_client_secret secret
                                JOIN embedded_client client USING (client_id)
                                WHERE client_id = :client AND client.enabled
                                """)
                        .setParameter("client", exchange.clientId())
                        .getResultList();
        UUID right = null;
        for (Object row : living) {
            Object[] columns = (Object[]) row;
            if (Bytes.same((byte[]) columns[1], presented)) {
                right = (UUID) columns[0];
            }
        }
        return right == null ? new Outcome.Refused() : new Outcome.Authenticated(right);
    }
}
