package tv.natomultimedia.account.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import tv.natomultimedia.account.caller.Client;
import tv.natomultimedia.account.oauth.OAuthError.Refusal;
import tv.natomultimedia.account.oauth.ServiceClients.ServiceClient;
import tv.natomultimedia.account.partner.PartnerAccess;
import tv.natomultimedia.account.partner.PartnerAccess.Admission;
import tv.natomultimedia.account.partner.PartnerClients.Endpoint;
import tv.natomultimedia.account.partner.PartnerClients.Exchange;
import tv.natomultimedia.account.partner.PartnerClients.Unavailable;

/**
 * Which client makes a request at an OAuth endpoint: a built-in service or a partner. Whoever fails
 * gets one and the same answer, whatever was wrong.
 */
@ApplicationScoped
class ClientAuthentication {

    private static final Logger LOG = Logger.getLogger(ClientAuthentication.class);

    /** What of the form a partner's authorization server gets to see. */
    private static final Map<Endpoint, List<String>> PASSED_ON =
            Map.of(
                    Endpoint.TOKEN, List.of("scope"),
                    Endpoint.REVOCATION, List.of("token", "token_type_hint"),
                    Endpoint.INTROSPECTION, List.of("token", "token_type_hint"));

    private final ServiceClients services;
    private final PartnerAccess partners;
    private final ClientThrottle throttle;
    private final Client machine;

    ClientAuthentication(
            ServiceClients services,
            PartnerAccess partners,
            ClientThrottle throttle,
            Client machine) {
        this.services = services;
        this.partners = partners;
        this.throttle = throttle;
        this.machine = machine;
    }

    /** Who it is. */
    sealed interface Authenticated {

        /** A built-in service. */
        record OfService(ServiceClient client) implements Authenticated {}

        /**
         * A partner.
         *
         * @param scopes what it may ask for
         * @param at the time as of which a token for it counts as issued
         */
        record OfPartner(String clientId, List<String> scopes, Instant at)
                implements Authenticated {}

        /** A partner of another authorization server, which has answered in full. */
        record Elsewhere(int status, String json) implements Authenticated {

            /** Tells no token, for it may be logged. */
            @Override
            public String toString() {
                return "Elsewhere[" + status + "]";
            }
        }
    }

    Authenticated of(Endpoint endpoint, Form form, String authorization) throws Refusal {
        ClientCredentials credentials = ClientCredentials.read(form, authorization);
        String network = machine.network();
        throttle.require(credentials.id(), network);
        try {
            Authenticated who =
                    services.contain(credentials.id())
                            ? service(credentials)
                            : partner(endpoint, form, credentials);
            if (!(who instanceof Authenticated.Elsewhere(int status, String json))
                    || status == 200) {
                throttle.succeeded(credentials.id(), network);
            }
            return who;
        } catch (Refusal refusal) {
            if (refusal.status() == 401) {
                throttle.failed(credentials.id(), network);
            }
            throw refusal;
        }
    }

    private Authenticated service(ClientCredentials credentials) throws Refusal {
        Optional<ServiceClient> client = services.authenticated(credentials);
        return new Authenticated.OfService(
                client.orElseThrow(ClientAuthentication::unknownOrWrong));
    }

    private Authenticated partner(Endpoint endpoint, Form form, ClientCredentials credentials)
            throws Refusal {
        return switch (admission(endpoint, form, credentials)) {
            case Admission.Granted(String clientId, List<String> scopes, Instant at) ->
                    new Authenticated.OfPartner(clientId, scopes, at);
            case Admission.Answered(int status, String json) when status != 401 ->
                    new Authenticated.Elsewhere(status, json);
            case Admission.Answered unauthorized -> throw unknownOrWrong();
            case Admission.Refused refused -> throw unknownOrWrong();
            case Admission.NotFromHere elsewhere ->
                    throw new Refusal(
                            "unauthorized_client", "The client may not be used from this network.");
        };
    }

    private Admission admission(Endpoint endpoint, Form form, ClientCredentials credentials)
            throws Refusal {
        Map<String, String> parameters = new HashMap<>();
        for (String name : PASSED_ON.get(endpoint)) {
            if (form.get(name) != null) {
                parameters.put(name, form.get(name));
            }
        }
        try {
            return partners.admit(
                    new Exchange(endpoint, credentials.id(), credentials.secret(), parameters),
                    machine.address());
        } catch (Unavailable unavailable) {
            LOG.warnf("A partner could not be authenticated: %s", unavailable.getMessage());
            throw Refusal.unavailable();
        }
    }

    private static Refusal unknownOrWrong() {
        return Refusal.invalidClient("Unknown client or wrong secret.");
    }
}
