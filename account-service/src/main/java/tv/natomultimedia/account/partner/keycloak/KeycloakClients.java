package tv.natomultimedia.account.partner.keycloak;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import tv.natomultimedia.account.partner.PartnerClients;
import tv.natomultimedia.account.partner.PartnerRules;

/**
 * Clients in a realm of Keycloak. Every change is one read and one write of what differs, so that
 * it can be repeated; a client is found by the id that we gave it, so that none is made twice.
 */
@ApplicationScoped
class KeycloakClients implements PartnerClients {

    private final RealmClients clients;
    private final OAuthEndpoints endpoints;
    private final KeycloakRules rules;
    private final PartnerRules partnerRules;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    KeycloakClients(
            RealmClients clients,
            OAuthEndpoints endpoints,
            KeycloakRules rules,
            PartnerRules partnerRules,
            Clock clock) {
        this.clients = clients;
        this.endpoints = endpoints;
        this.rules = rules;
        this.partnerRules = partnerRules;
        this.clock = clock;
    }

    /** Refuses to start where new partners could not be made. */
    void start(@Observes StartupEvent starting) {
        if (partnerRules.adapter().equals(name())
                && (rules.url().isEmpty() || rules.clientSecret().isEmpty())) {
            throw new IllegalStateException(
                    "partners.adapter=keycloak needs partners.keycloak.url and"
                            + " partners.keycloak.client-secret");
        }
    }

    @Override
    public String name() {
        return "keycloak";
    }

    @Override
    public Duration settlingTime() {
        return rules.settlingTime();
    }

    @Override
    public void provision(Client client) {
        inTime(() -> provisionNow(client));
    }

    @Override
    public void addSecret(String clientId, UUID secretId, String secret) {
        inTime(() -> addSecretNow(clientId, secretId, secret));
    }

    @Override
    public void removeSecret(String clientId, UUID secretId) {
        inTime(() -> removeSecretNow(clientId, secretId));
    }

    @Override
    public void delete(String clientId) {
        inTime(() -> clients.find(clientId).ifPresent(clients::remove));
    }

    @Override
    public Outcome exchange(Exchange exchange) {
        return endpoints.exchange(exchange);
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    private void provisionNow(Client client) {
        Optional<ClientRepresentation> found = clients.find(client.clientId());
        if (found.isPresent()) {
            correct(found.get(), client);
        } else if (!clients.create(ClientBlueprint.drawn(client, clock.instant()))) {
            // A request that was given up has come through after all.
            correct(existing(client.clientId()), client);
        }
    }

    private void addSecretNow(String clientId, UUID secretId, String secret) {
        ClientRepresentation client = existing(clientId);
        SecretSlots slots = new SecretSlots(client);
        if (!slots.contain(secretId)) {
            slots.add(secretId, secret, clock.instant().getEpochSecond());
            clients.update(client);
        }
    }

    private void removeSecretNow(String clientId, UUID secretId) {
        clients.find(clientId)
                .ifPresent(
                        client -> {
                            SecretSlots slots = new SecretSlots(client);
                            if (slots.contain(secretId)) {
                                slots.remove(secretId);
                                clients.update(client);
                            }
                        });
    }

    /** Each call has its time-out; this bounds all of them together. */
    private void inTime(Runnable change) {
        Future<?> done = threads.submit(change);
        try {
            done.get(rules.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (TimeoutException late) {
            done.cancel(true);
            throw new Unavailable("Keycloak took too long", late);
        } catch (InterruptedException stopped) {
            done.cancel(true);
            Thread.currentThread().interrupt();
            throw new Unavailable("Interrupted while Keycloak was asked", stopped);
        }
    }

    private ClientRepresentation existing(String clientId) {
        return clients.find(clientId)
                .orElseThrow(() -> new IllegalStateException("There is no client " + clientId));
    }

    /** Takes rights away before it lets the client in, and lets it in before it gives rights. */
    private void correct(ClientRepresentation found, Client wanted) {
        Set<String> optional = names(found.getOptionalClientScopes());
        Set<String> always = names(found.getDefaultClientScopes());
        Map<String, String> ids =
                optional.equals(wanted.scopes()) && always.equals(ClientBlueprint.DEFAULT_SCOPES)
                        ? Map.of()
                        : scopeIds();
        apply(found, without(optional, wanted.scopes()), ids, clients::removeOptionalScope);
        apply(
                found,
                without(always, ClientBlueprint.DEFAULT_SCOPES),
                ids,
                clients::removeDefaultScope);
        if (!ClientBlueprint.fits(found, wanted)) {
            ClientBlueprint.correct(found, wanted, clock.instant());
            clients.update(found);
        }
        apply(
                found,
                without(ClientBlueprint.DEFAULT_SCOPES, always),
                ids,
                clients::addDefaultScope);
        apply(found, without(wanted.scopes(), optional), ids, clients::addOptionalScope);
    }

    private Map<String, String> scopeIds() {
        return clients.scopes().stream()
                .collect(
                        Collectors.toMap(
                                ClientScopeRepresentation::getName,
                                ClientScopeRepresentation::getId));
    }

    private static void apply(
            ClientRepresentation client,
            Set<String> scopes,
            Map<String, String> ids,
            BiConsumer<ClientRepresentation, String> act) {
        for (String scope : scopes) {
            String id = ids.get(scope);
            if (id == null) {
                throw new IllegalStateException("The realm has no client scope " + scope);
            }
            act.accept(client, id);
        }
    }

    private static Set<String> names(List<String> scopes) {
        return scopes == null ? Set.of() : Set.copyOf(scopes);
    }

    private static Set<String> without(Set<String> scopes, Set<String> others) {
        Set<String> left = new HashSet<>(scopes);
        left.removeAll(others);
        return left;
    }
}
