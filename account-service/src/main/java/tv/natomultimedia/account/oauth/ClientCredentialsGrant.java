package tv.natomultimedia.account.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tv.natomultimedia.account.oauth.OAuthError.Refusal;
import tv.natomultimedia.account.oauth.ServiceClients.Grant;
import tv.natomultimedia.account.oauth.ServiceClients.ServiceClient;
import tv.natomultimedia.account.token.AccessTokens;

/**
 * The grant {@code client_credentials} (RFC 6749, section 4.4). The scopes asked for pick the one
 * service that the token is for; {@code resource} (RFC 8707) may name it too.
 */
@ApplicationScoped
class ClientCredentialsGrant {

    private final ServiceClients clients;
    private final AccessTokens accessTokens;

    ClientCredentialsGrant(ServiceClients clients, AccessTokens accessTokens) {
        this.clients = clients;
        this.accessTokens = accessTokens;
    }

    TokenAnswer answer(Form form, String authorization) throws Refusal {
        if (form.get("grant_type") == null) {
            throw new Refusal("invalid_request", "The parameter grant_type is missing.");
        }
        ServiceClient client =
                clients.authenticated(credentials(form, authorization))
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                "invalid_client",
                                                "Unknown client or wrong secret."));
        if (!form.get("grant_type").equals("client_credentials")) {
            throw new Refusal(
                    "unsupported_grant_type", "The only grant here is client_credentials.");
        }
        List<Grant> grants = granted(client, form.get("scope"), form.get("resource"));
        List<String> scopes = grants.stream().map(Grant::scope).toList();
        AccessTokens.Issued issued =
                accessTokens.forService(client.id(), grants.getFirst().audience(), scopes);
        return new TokenAnswer(
                issued.token(), "Bearer", issued.expiresInSeconds(), String.join(" ", scopes));
    }

    private static ClientCredentials credentials(Form form, String authorization) throws Refusal {
        boolean inBody = form.get("client_secret") != null;
        if (ClientCredentials.isBasic(authorization)) {
            if (inBody) {
                throw new Refusal("invalid_request", "Authenticate in one way, not in two.");
            }
            ClientCredentials basic =
                    ClientCredentials.fromBasic(authorization)
                            .orElseThrow(
                                    () ->
                                            new Refusal(
                                                    "invalid_client",
                                                    "The Authorization header is malformed."));
            if (form.get("client_id") != null && !form.get("client_id").equals(basic.id())) {
                throw new Refusal("invalid_request", "The client_id is not that of the header.");
            }
            return basic;
        }
        Optional<ClientCredentials> sent =
                ClientCredentials.fromBody(form.get("client_id"), form.get("client_secret"));
        return sent.orElseThrow(
                () ->
                        new Refusal(
                                "invalid_client",
                                "Authenticate with client_secret_basic or client_secret_post."));
    }

    private static List<Grant> granted(ServiceClient client, String scope, String resource)
            throws Refusal {
        Set<String> asked =
                scope == null ? Set.of() : new LinkedHashSet<>(Arrays.asList(scope.split(" +")));
        Set<String> allowed =
                client.grants().stream().map(Grant::scope).collect(Collectors.toSet());
        if (!allowed.containsAll(asked)) {
            throw new Refusal("invalid_scope", "A scope is unknown or not this client's.");
        }
        if (resource != null
                && client.grants().stream().noneMatch(grant -> grant.audience().equals(resource))) {
            throw new Refusal("invalid_target", "The resource is unknown or not this client's.");
        }
        List<Grant> grants =
                client.grants().stream()
                        .filter(grant -> asked.isEmpty() || asked.contains(grant.scope()))
                        .filter(grant -> resource == null || grant.audience().equals(resource))
                        .toList();
        if (grants.isEmpty()
                || grants.stream().map(Grant::audience).distinct().count() > 1
                || !asked.isEmpty() && grants.size() < asked.size()) {
            throw new Refusal(
                    "invalid_scope", "Ask for scopes of one service, or name it as the resource.");
        }
        return grants;
    }
}
