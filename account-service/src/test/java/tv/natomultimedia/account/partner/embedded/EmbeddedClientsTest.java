package tv.natomultimedia.account.partner.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.partner.PartnerClients;
import tv.natomultimedia.account.partner.PartnerClientsContract;
import tv.natomultimedia.account.secret.Bytes;
import tv.natomultimedia.account.world.World;

@QuarkusTest
@World
class EmbeddedClientsTest extends PartnerClientsContract {

    @Inject EmbeddedClients clients;
    @Inject EntityManager entities;

    @Override
    protected PartnerClients clients() {
        return clients;
    }

    @Test
    @Transactional
    void ofASecretOnlyItsHashIsKept() {
        String clientId = provisioned().clientId();
        String secret = secret();
        clients.addSecret(clientId, java.util.UUID.randomUUID(), secret);
        List<?> rows =
                entities.createNativeQuery(
                                "SELECT CAST(s AS text) FROM embedded_client_secret s WHERE client_id = :client")
                        .setParameter("client", clientId)
                        .getResultList();
        assertEquals(1, rows.size());
        String row = rows.getFirst().toString();
        assertFalse(row.contains(secret));
        assertFalse(row.contains(HexFormat.of().formatHex(Bytes.of(secret))));
    }
}
