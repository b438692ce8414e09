package tv.natomultimedia.account.partner;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;

/** A server in memory that can be away, lose its answers, or do late what it was asked for. */
@ApplicationScoped
class UnreliableClients implements PartnerClients {

    static final Duration SETTLING = Duration.ofSeconds(30);

    private final Map<String, Client> clients = new HashMap<>();
    private final Map<String, Set<UUID>> secrets = new HashMap<>();
    private final Queue<Runnable> late = new LinkedList<>();
    private Mood mood = Mood.WELL;

    /** How the server takes calls. */
    enum Mood {
        WELL,
        /** It does nothing. */
        AWAY,
        /** It does what it is asked for, and its answer is lost. */
        MUTE,
        /** It does what it is asked for when {@link UnreliableClients#catchUp} is called. */
        LATE
    }

    synchronized void become(Mood next) {
        mood = next;
    }

    synchronized void catchUp() {
        while (!late.isEmpty()) {
            late.remove().run();
        }
    }

    synchronized Client client(String clientId) {
        return clients.get(clientId);
    }

    synchronized Set<UUID> secrets(String clientId) {
        return Set.copyOf(secrets.getOrDefault(clientId, Set.of()));
    }

    @Override
    public String name() {
        return "unreliable";
    }

    @Override
    public Duration settlingTime() {
        return SETTLING;
    }

    @Override
    public void provision(Client client) {
        call(() -> clients.put(client.clientId(), client));
    }

    @Override
    public void addSecret(String clientId, UUID secretId, String secret) {
        call(
                () -> {
                    if (clients.containsKey(clientId)) {
                        secrets.computeIfAbsent(clientId, id -> new HashSet<>()).add(secretId);
                    }
                });
    }

    @Override
    public void removeSecret(String clientId, UUID secretId) {
        call(() -> secrets.getOrDefault(clientId, new HashSet<>()).remove(secretId));
    }

    @Override
    public void delete(String clientId) {
        call(
                () -> {
                    clients.remove(clientId);
                    secrets.remove(clientId);
                });
    }

    /** What the tests send here is answered as another server would. */
    @Override
    public synchronized Outcome exchange(Exchange exchange) {
        if (mood == Mood.AWAY) {
            throw new Unavailable("It is away", null);
        }
        Client client = clients.get(exchange.clientId());
        if (client == null || !client.enabled() || exchange.secret().equals("wrong")) {
            return new Outcome.Answered(401, "{\"error\":\"unauthorized\"}");
        }
        return switch (exchange.endpoint()) {
            case TOKEN ->
                    client.scopes()
                                    .containsAll(
                                            Set.of(exchange.parameters().get("scope").split(" ")))
                            ? new Outcome.Answered(
                                    200,
                                    "{\"access_token\":\"of-another-server\",\"scope\":\""
                                            + exchange.parameters().get("scope")
                                            + "\"}")
                            : new Outcome.Answered(400, "{\"error\":\"invalid_scope\"}");
            case REVOCATION -> new Outcome.Answered(200, "");
            case INTROSPECTION -> new Outcome.Answered(200, "{\"active\":false}");
        };
    }

    private synchronized void call(Runnable effect) {
        switch (mood) {
            case WELL -> effect.run();
            case AWAY -> throw new Unavailable("It is away", null);
            case MUTE -> {
                effect.run();
                throw new Unavailable("Its answer was lost", null);
            }
            case LATE -> {
                late.add(effect);
                throw new Unavailable("It takes its time", null);
            }
        }
    }
}
