package tv.natomultimedia.account.partner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.partner.PartnerClients.Client;
import tv.natomultimedia.account.partner.PartnerClients.Endpoint;
import tv.natomultimedia.account.partner.PartnerClients.Exchange;
import tv.natomultimedia.account.partner.PartnerClients.Outcome;
import tv.natomultimedia.account.secret.Bytes;

/** What every adapter must do; each has a test that extends this one. */
public abstract class PartnerClientsContract {

    private static final Set<String> BOTH = Set.of("media.read", "media.download");

    /** The adapter on trial. */
    protected abstract PartnerClients clients();

    @Test
    void aClientProvesItselfByItsSecretAndByNoOther() {
        Client client = provisioned();
        assertFalse(admits(client, secret()), "it has no secret yet");
        String secret = added(client);
        assertTrue(admits(client, secret));
        assertFalse(admits(client, secret()));
        assertFalse(admits(client, secret.substring(1)));
        assertFalse(admits(fresh(), secret), "there is no such client");
    }

    @Test
    void theSecretOfOneClientIsNotAnothers() {
        Client one = provisioned();
        Client other = provisioned();
        String secret = added(one);
        added(other);
        assertFalse(admits(other, secret));
    }

    @Test
    void everythingCanBeRepeated() {
        Client client = provisioned();
        clients().provision(client);
        UUID id = UUID.randomUUID();
        String secret = secret();
        clients().addSecret(client.clientId(), id, secret);
        clients().addSecret(client.clientId(), id, secret);
        clients().provision(client);
        assertTrue(admits(client, secret));
        String second = added(client);
        assertTrue(admits(client, secret));
        assertTrue(admits(client, second));
        clients().removeSecret(client.clientId(), id);
        clients().removeSecret(client.clientId(), id);
        assertFalse(admits(client, secret));
        assertTrue(admits(client, second));
        clients().delete(client.clientId());
        clients().delete(client.clientId());
        assertFalse(admits(client, second));
    }

    @Test
    void eitherOfTwoSecretsCanGo() {
        for (boolean older : new boolean[] {true, false}) {
            Client client = provisioned();
            UUID oldId = UUID.randomUUID();
            UUID newId = UUID.randomUUID();
            String oldSecret = secret();
            String newSecret = secret();
            clients().addSecret(client.clientId(), oldId, oldSecret);
            clients().addSecret(client.clientId(), newId, newSecret);
            assertTrue(admits(client, oldSecret));
            assertTrue(admits(client, newSecret));
            clients().removeSecret(client.clientId(), older ? oldId : newId);
            assertEquals(!older, admits(client, oldSecret));
            assertEquals(older, admits(client, newSecret));
            String third = added(client);
            assertTrue(admits(client, third));
            assertEquals(!older, admits(client, oldSecret));
            assertEquals(older, admits(client, newSecret));
        }
    }

    @Test
    void theLastSecretCanGoAndAnotherCome() {
        Client client = provisioned();
        UUID id = UUID.randomUUID();
        String secret = secret();
        clients().addSecret(client.clientId(), id, secret);
        clients().removeSecret(client.clientId(), id);
        assertFalse(admits(client, secret));
        assertTrue(admits(client, added(client)));
        assertFalse(admits(client, secret));
    }

    @Test
    void aClientThatIsNotEnabledProvesNothingAndIsBackWithItsSecrets() {
        Client client = provisioned();
        String first = added(client);
        String second = added(client);
        clients().provision(described(client, BOTH, false));
        assertFalse(admits(client, first));
        assertFalse(admits(client, second));
        clients().provision(described(client, BOTH, false));
        clients().provision(client);
        assertTrue(admits(client, first));
        assertTrue(admits(client, second));
    }

    @Test
    void aDeletedClientLeavesNothing() {
        Client client = provisioned();
        String secret = added(client);
        clients().delete(client.clientId());
        assertFalse(admits(client, secret));
        clients().removeSecret(client.clientId(), UUID.randomUUID());
        clients().provision(client);
        assertFalse(admits(client, secret), "a client made anew has no secrets");
    }

    @Test
    void aSecretIsRemovedOnlyFromItsOwnClient() {
        Client client = provisioned();
        Client other = provisioned();
        UUID id = UUID.randomUUID();
        String secret = secret();
        clients().addSecret(client.clientId(), id, secret);
        clients().removeSecret(other.clientId(), id);
        assertTrue(admits(client, secret));
    }

    @Test
    void thereIsNoSecretWithoutAClient() {
        String nobody = fresh().clientId();
        assertThrows(
                IllegalStateException.class,
                () -> clients().addSecret(nobody, UUID.randomUUID(), secret()));
        clients().removeSecret(nobody, UUID.randomUUID());
        clients().delete(nobody);
    }

    @Test
    void everyEndpointWantsTheSecret() {
        Client client = provisioned();
        String secret = added(client);
        for (Endpoint endpoint : new Endpoint[] {Endpoint.REVOCATION, Endpoint.INTROSPECTION}) {
            Map<String, String> unknown = Map.of("token", "no.such.token");
            assertTrue(
                    admits(new Exchange(endpoint, client.clientId(), secret, unknown)),
                    endpoint.name());
            assertFalse(
                    admits(new Exchange(endpoint, client.clientId(), secret(), unknown)),
                    endpoint.name());
        }
    }

    @Test
    void whatMeansSomethingElsewhereIsOnlyAText() {
        Client client = provisioned();
        String secret = added(client);
        for (String id :
                List.of(
                        client.clientId() + "%",
                        client.clientId().toUpperCase(java.util.Locale.ROOT),
                        "' OR '1'='1",
                        "../" + client.clientId(),
                        client.clientId() + "\u0001",
                        "*")) {
            assertFalse(
                    admits(new Exchange(Endpoint.TOKEN, id, secret, Map.of("scope", "media.read"))),
                    id);
        }
        for (String wrong : List.of("' OR '1'='1", secret + " ", " ", "a".repeat(10_000))) {
            assertFalse(admits(client, wrong));
        }
    }

    @Test
    void manyProveThemselvesAtOnce() throws Exception {
        Client client = provisioned();
        String secret = added(client);
        List<Future<Boolean>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 64; i++) {
                boolean right = i % 2 == 0;
                answers.add(threads.submit(() -> right == admits(client, right ? secret : "x")));
            }
            for (Future<Boolean> answer : answers) {
                assertTrue(answer.get());
            }
        }
    }

    /** Whether the client gets what it asks for. */
    protected boolean admits(Client client, String secret) {
        return admits(
                new Exchange(
                        Endpoint.TOKEN,
                        client.clientId(),
                        secret,
                        Map.of("scope", "media.read media.download")));
    }

    protected boolean admits(Exchange exchange) {
        return switch (clients().exchange(exchange)) {
            case Outcome.Authenticated authenticated -> true;
            case Outcome.Refused refused -> false;
            case Outcome.Ended ended -> true;
            case Outcome.Answered answered -> answered.status() == 200;
        };
    }

    protected Client provisioned() {
        Client client = fresh();
        clients().provision(client);
        return client;
    }

    protected String added(Client client) {
        String secret = secret();
        clients().addSecret(client.clientId(), UUID.randomUUID(), secret);
        return secret;
    }

    protected static Client fresh() {
        return new Client("partner-" + UUID.randomUUID(), "Écho & Söhne <TV>", BOTH, true);
    }

    protected static Client described(Client client, Set<String> scopes, boolean enabled) {
        return new Client(client.clientId(), client.name(), scopes, enabled);
    }

    protected static String secret() {
        return Bytes.base64Url(Bytes.random(32));
    }
}
