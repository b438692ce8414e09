package tv.natomultimedia.account.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tv.natomultimedia.account.oauth.ClientAuthentication.Authenticated;
import tv.natomultimedia.account.oauth.OAuthError.Refusal;
import tv.natomultimedia.account.oauth.ServiceClients.Grant;
import tv.natomultimedia.account.oauth.ServiceClients.ServiceClient;
import tv.natomultimedia.account.token.AccessTokens;

/**
 * The grant {@code client_credentials} (RFC 6749, section 4.4). The scopes that a service asks for
 * pick the one service that the token is for; {@code resource} (RFC 8707) may name it too. A
 * partner's token is for media-service.
 */
@ApplicationScoped
class ClientCredentialsGrant {

    private final AccessTokens accessTokens;

    ClientCredentialsGrant(AccessTokens accessTokens) {
        this.accessTokens = accessTokens;
    }

    /** Refuses every other grant, before the client is looked at. */
    static void require(Form form) throws Refusal {
        if (!form.required("grant_type").equals("client_credentials")) {
            throw new Refusal(
                    "unsupported_grant_type", "The only grant here is client_credentials.");
        }
    }

    /** Refuses a {@code resource} that partners' tokens are not for. */
    static void requirePartnerTarget(Form form) throws Refusal {
        String resource = form.get("resource");
        if (resource != null && !resource.equals(AccessTokens.MEDIA_API)) {
            throw unknownTarget();
        }
    }

    TokenAnswer forPartner(Authenticated.OfPartner partner, Form form) throws Refusal {
        requirePartnerTarget(form);
        Set<String> asked = asked(form);
        if (!partner.scopes().containsAll(asked)) {
            throw unknownScope();
        }
        List<String> scopes =
                partner.scopes().stream()
                        .filter(scope -> asked.isEmpty() || asked.contains(scope))
                        .toList();
        return answer(accessTokens.forPartner(partner.clientId(), scopes, partner.at()), scopes);
    }

    TokenAnswer forService(ServiceClient client, Form form) throws Refusal {
        List<Grant> grants = granted(client, asked(form), form.get("resource"));
        List<String> scopes = grants.stream().map(Grant::scope).toList();
        return answer(
                accessTokens.forService(client.id(), grants.getFirst().audience(), scopes), scopes);
    }

    private static TokenAnswer answer(AccessTokens.Issued issued, List<String> scopes) {
        return new TokenAnswer(
                issued.token(), "Bearer", issued.expiresInSeconds(), String.join(" ", scopes));
    }

    private static Set<String> asked(Form form) {
        String scope = form.get("scope");
        return scope == null
                ? Set.of()
                : new LinkedHashSet<>(Arrays.asList(scope.strip().split(" +")));
    }

    private static List<Grant> granted(ServiceClient client, Set<String> asked, String resource)
            throws Refusal {
        Set<String> allowed =
                client.grants().stream().map(Grant::scope).collect(Collectors.toSet());
        if (!allowed.containsAll(asked)) {
            throw unknownScope();
        }
        if (resource != null
                && client.grants().stream().noneMatch(grant -> grant.audience().equals(resource))) {
            throw unknownTarget();
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

    private static Refusal unknownScope() {
        return new Refusal("invalid_scope", "A scope is unknown or not this client's.");
    }

    private static Refusal unknownTarget() {
        return new Refusal("invalid_target", "The resource is unknown or not this client's.");
    }
}
