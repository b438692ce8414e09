package tv.natomultimedia.account.partner.keycloak;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.keycloak.representations.idm.ClientRepresentation;
import tv.natomultimedia.account.partner.PartnerClients.Client;

/**
 * What a partner's client looks like in Keycloak: confidential, with a service account, able to do
 * the grant {@code client_credentials} and no other, without any role.
 */
final class ClientBlueprint {

    /** What every token of a partner carries: who it is, and that it is for media-service. */
    static final Set<String> DEFAULT_SCOPES = Set.of("client-identity", "media-api");

    private static final String SECRET = "client-secret";
    private static final Map<String, String> ATTRIBUTES =
            Map.of(
                    // What the realm's policy knows partners' clients by.
                    "natomultimedia.partner",
                    "true",
                    SecretSlots.CURRENT_EXPIRES,
                    SecretSlots.NEVER,
                    "access.token.header.type.rfc9068",
                    "true",
                    "client_credentials.use_refresh_token",
                    "false",
                    "standard.token.exchange.enabled",
                    "false",
                    "oauth2.device.authorization.grant.enabled",
                    "false",
                    "oidc.ciba.grant.enabled",
                    "false");

    private ClientBlueprint() {}

    /** A client that is not there yet. Keycloak gives it a secret that nobody knows. */
    static ClientRepresentation drawn(Client wanted, Instant now) {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(wanted.clientId());
        client.setAttributes(new HashMap<>());
        client.setDefaultClientScopes(List.copyOf(DEFAULT_SCOPES));
        client.setOptionalClientScopes(List.copyOf(wanted.scopes()));
        correct(client, wanted, now);
        return client;
    }

    /** Whether the client is as wanted but for its scopes, which are assigned one by one. */
    static boolean fits(ClientRepresentation found, Client wanted) {
        return Objects.equals(found.getName(), wanted.name())
                && is(wanted.enabled(), found.isEnabled())
                && is(false, found.isPublicClient())
                && is(true, found.isServiceAccountsEnabled())
                && is(false, found.isStandardFlowEnabled())
                && is(false, found.isImplicitFlowEnabled())
                && is(false, found.isDirectAccessGrantsEnabled())
                && is(false, found.isFullScopeAllowed())
                && SECRET.equals(found.getClientAuthenticatorType())
                && found.getAttributes() != null
                && found.getAttributes().entrySet().containsAll(ATTRIBUTES.entrySet());
    }

    /**
     * Makes the client as wanted but for its scopes. Tokens that it has got before it was disabled
     * stay worthless when it is enabled again.
     */
    static void correct(ClientRepresentation client, Client wanted, Instant now) {
        client.setName(wanted.name());
        client.setEnabled(wanted.enabled());
        if (!wanted.enabled()) {
            client.setNotBefore(Math.toIntExact(now.getEpochSecond()));
        }
        client.setProtocol("openid-connect");
        client.setPublicClient(false);
        client.setBearerOnly(false);
        client.setServiceAccountsEnabled(true);
        client.setStandardFlowEnabled(false);
        client.setImplicitFlowEnabled(false);
        client.setDirectAccessGrantsEnabled(false);
        client.setFullScopeAllowed(false);
        client.setClientAuthenticatorType(SECRET);
        client.getAttributes().putAll(ATTRIBUTES);
    }

    private static boolean is(boolean wanted, Boolean found) {
        return found != null && found == wanted;
    }
}
