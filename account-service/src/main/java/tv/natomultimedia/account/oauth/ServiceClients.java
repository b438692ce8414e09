package tv.natomultimedia.account.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tv.natomultimedia.account.secret.Bytes;

/** The built-in clients by id. */
@ApplicationScoped
class ServiceClients {

    private static final byte[] NO_SECRET = Bytes.random(32);

    private final Map<String, ServiceClient> clients;

    ServiceClients(ServiceClientRules rules) {
        this.clients =
                Map.of(
                        "gateway", ServiceClient.from("gateway", rules.gateway()),
                        "media-service", ServiceClient.from("media-service", rules.media()),
                        "newsletter-service",
                                ServiceClient.from("newsletter-service", rules.newsletter()));
    }

    /** A scope and the service that it is for. */
    record Grant(String scope, String audience) {

        static Grant parse(String text) {
            String[] parts = text.strip().split("@", -1);
            if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
                throw new IllegalStateException(
                        "service-clients.*.scopes must list scope@audience, separated by commas");
            }
            return new Grant(parts[0], parts[1]);
        }
    }

    /** One client. */
    record ServiceClient(String id, byte[] secretHash, List<Grant> grants) {

        static ServiceClient from(String id, ServiceClientRules.ServiceClient rules) {
            return new ServiceClient(
                    id,
                    Bytes.sha256(Bytes.of(rules.secret())),
                    rules.grants().stream().map(Grant::parse).collect(Collectors.toList()));
        }
    }

    /** The client of an id and secret, in the same time whichever of them is wrong. */
    Optional<ServiceClient> authenticated(ClientCredentials credentials) {
        ServiceClient client = clients.get(credentials.id());
        byte[] expected = client == null ? NO_SECRET : client.secretHash();
        boolean right =
                Bytes.same(expected, Bytes.sha256(Bytes.of(credentials.secret())))
                        | Bytes.same(expected, Bytes.sha256(Bytes.of(credentials.rawSecret())));
        return right ? Optional.ofNullable(client) : Optional.empty();
    }

    /** Whether an id is that of a built-in client. */
    boolean contain(String id) {
        return clients.containsKey(id);
    }
}
