package tv.natomultimedia.account.partner.keycloak;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.rest.client.reactive.jackson.runtime.serialisers.ClientJacksonMessageBodyWriter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.client.impl.ClientBuilderImpl;
import org.jboss.resteasy.reactive.server.jackson.JacksonBasicMessageBodyReader;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ClientScopeRepresentation;
import tv.natomultimedia.account.partner.PartnerClients.Unavailable;

/**
 * The clients of the realm, by Keycloak's admin API. A call that did not come to a good end throws
 * {@link Unavailable}, whatever the reason.
 */
@ApplicationScoped
class RealmClients {

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final KeycloakRules rules;
    private Client http;
    private Keycloak keycloak;

    RealmClients(KeycloakRules rules) {
        this.rules = rules;
    }

    /** The client of an id, if there is one. */
    Optional<ClientRepresentation> find(String clientId) {
        return read(() -> realm().clients().findByClientId(clientId)).stream()
                .filter(client -> clientId.equals(client.getClientId()))
                .findFirst();
    }

    /**
     * Makes a client.
     *
     * @return whether there was none of its id
     */
    boolean create(ClientRepresentation client) {
        return call(
                () -> {
                    try (Response response = realm().clients().create(client)) {
                        if (response.getStatus() == CONFLICT) {
                            return false;
                        }
                        if (response.getStatusInfo().getFamily()
                                != Response.Status.Family.SUCCESSFUL) {
                            throw new WebApplicationException(response.getStatus());
                        }
                        return true;
                    }
                });
    }

    void update(ClientRepresentation client) {
        run(() -> client(client).update(client));
    }

    /** Removes a client; it may be gone already. */
    void remove(ClientRepresentation client) {
        run(
                () -> {
                    try {
                        client(client).remove();
                    } catch (WebApplicationException refused) {
                        if (refused.getResponse().getStatus() != NOT_FOUND) {
                            throw refused;
                        }
                    }
                });
    }

    List<ClientScopeRepresentation> scopes() {
        return read(() -> realm().clientScopes().findAll());
    }

    void addOptionalScope(ClientRepresentation client, String scopeId) {
        run(() -> client(client).addOptionalClientScope(scopeId));
    }

    void removeOptionalScope(ClientRepresentation client, String scopeId) {
        run(() -> client(client).removeOptionalClientScope(scopeId));
    }

    void addDefaultScope(ClientRepresentation client, String scopeId) {
        run(() -> client(client).addDefaultClientScope(scopeId));
    }

    void removeDefaultScope(ClientRepresentation client, String scopeId) {
        run(() -> client(client).removeDefaultClientScope(scopeId));
    }

    @PreDestroy
    synchronized void close() {
        if (keycloak != null) {
            keycloak.close();
        }
        if (http != null) {
            http.close();
        }
    }

    private ClientResource client(ClientRepresentation client) {
        return realm().clients().get(client.getId());
    }

    private RealmResource realm() {
        return keycloak().realm(rules.realm());
    }

    private synchronized Keycloak keycloak() {
        if (keycloak == null) {
            URI url = rules.url().orElseThrow(() -> notConfigured("url"));
            String secret = rules.clientSecret().orElseThrow(() -> notConfigured("client-secret"));
            http = httpClient(rules.timeout());
            keycloak =
                    KeycloakBuilder.builder()
                            .serverUrl(url.toString())
                            .realm(rules.realm())
                            .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                            .clientId(rules.clientId())
                            // The library forgets to form-encode it (RFC 6749, section 2.3.1).
                            .clientSecret(URLEncoder.encode(secret, StandardCharsets.UTF_8))
                            .resteasyClient(http)
                            .build();
        }
        return keycloak;
    }

    /**
     * The extension's own client waits for Keycloak without end; this one is the same but for that.
     */
    private static Client httpClient(Duration timeout) {
        ObjectMapper json =
                new ObjectMapper()
                        .setSerializationInclusion(JsonInclude.Include.NON_NULL)
                        .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
        List<String> types = List.of(MediaType.APPLICATION_JSON);
        return new ClientBuilderImpl()
                .registerMessageBodyReader(
                        new JacksonBasicMessageBodyReader(json),
                        Object.class,
                        types,
                        true,
                        Priorities.USER - 100)
                .registerMessageBodyWriter(
                        new ClientJacksonMessageBodyWriter(json),
                        Object.class,
                        types,
                        true,
                        Priorities.USER + 100)
                .connectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .build();
    }

    /** Asks once more when a connection had died unnoticed; every change begins with a read. */
    private static <T> T read(Supplier<T> request) {
        try {
            return call(request);
        } catch (Unavailable unavailable) {
            if (unavailable.getCause() instanceof ProcessingException broken
                    && broken.getCause() instanceof IOException) {
                return call(request);
            }
            throw unavailable;
        }
    }

    private static void run(Runnable request) {
        call(
                () -> {
                    request.run();
                    return true;
                });
    }

    private static <T> T call(Supplier<T> request) {
        try {
            return request.get();
        } catch (WebApplicationException refused) {
            throw new Unavailable(
                    "Keycloak answered " + refused.getResponse().getStatus(), refused);
        } catch (ProcessingException unreachable) {
            throw new Unavailable("Keycloak did not answer", unreachable);
        }
    }

    static Unavailable notConfigured(String setting) {
        return new Unavailable("partners.keycloak." + setting + " is not set", null);
    }
}
