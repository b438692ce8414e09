package tv.natomultimedia.account.partner;

import static io.quarkus.narayana.jta.QuarkusTransaction.requiringNew;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tv.natomultimedia.account.partner.PartnerClients.Endpoint;
import tv.natomultimedia.account.partner.PartnerClients.Exchange;
import tv.natomultimedia.account.partner.PartnerClients.Outcome;
import tv.natomultimedia.account.revocation.Revocations;

/** Partners at the OAuth endpoints. */
@ApplicationScoped
public class PartnerAccess {

    private final Partners partners;
    private final Adapters adapters;
    private final Revocations revocations;
    private final PartnerRules rules;
    private final Clock clock;

    /** By secret or, where that is not known, by client; only who is genuine gets in. */
    private final Map<String, Instant> lastNoted = new ConcurrentHashMap<>();

    PartnerAccess(
            Partners partners,
            Adapters adapters,
            Revocations revocations,
            PartnerRules rules,
            Clock clock) {
        this.partners = partners;
        this.adapters = adapters;
        this.revocations = revocations;
        this.rules = rules;
        this.clock = clock;
    }

    /** What becomes of a request that may be a partner's. */
    public sealed interface Admission {

        /**
         * The partner has proved who it is.
         *
         * @param scopes what it may ask for, sorted
         * @param at a time when it was known to be in good standing; a token that is dated so ends
         *     with a suspension that was on its way meanwhile
         */
        record Granted(String clientId, List<String> scopes, Instant at) implements Admission {}

        /** There is no such partner, it is suspended, or the secret is none of its own. */
        record Refused() implements Admission {}

        /** It is who it says and may not be where it is. */
        record NotFromHere() implements Admission {}

        /**
         * Another server has answered.
         *
         * @param status of HTTP
         * @param json the body; empty when there is none
         */
        record Answered(int status, String json) implements Admission {

            /** Tells no token, for it may be logged. */
            @Override
            public String toString() {
                return "Answered[" + status + "]";
            }
        }
    }

    /** What of a partner is needed here. */
    private record Known(
            String adapter, List<String> scopes, List<String> networks, Instant tokensNotBefore) {

        private static Known of(Partner partner) {
            Description description = partner.description();
            return new Known(
                    partner.adapter(),
                    description.scopes(),
                    description.allowedNetworks(),
                    partner.tokensNotBefore());
        }

        /** How long a token that is dated now would count as ended. */
        private Duration untilTokensCount(Instant now) {
            return tokensNotBefore == null || !tokensNotBefore.isAfter(now)
                    ? Duration.ZERO
                    : Duration.between(now, tokensNotBefore);
        }

        private boolean mayBeAt(String address) {
            return networks.isEmpty()
                    || (address != null
                            && networks.stream()
                                    .flatMap(network -> Network.parse(network).stream())
                                    .anyMatch(network -> network.contains(address)));
        }
    }

    /** The scopes that partners may have. */
    public static List<String> scopes() {
        return Description.SCOPES.stream().sorted().toList();
    }

    /**
     * Asks the partner's adapter what becomes of a request.
     *
     * @param address where the request comes from, as a literal; null when that is not known
     * @throws PartnerClients.Unavailable when the server that would know does not answer
     */
    public Admission admit(Exchange exchange, String address) {
        Instant now = clock.instant();
        Optional<Known> found =
                requiringNew()
                        .call(
                                () ->
                                        partners.ofClient(exchange.clientId())
                                                .filter(partner -> !partner.isSuspended())
                                                .map(Known::of));
        if (found.isEmpty()) {
            return new Admission.Refused();
        }
        Known partner = found.get();
        Duration pause = partner.untilTokensCount(now);
        if (exchange.endpoint() == Endpoint.TOKEN && pause.isPositive()) {
            // Some seconds after a suspension that did not last, or a secret's removal.
            await(pause);
            return admit(exchange, address);
        }
        Outcome outcome =
                adapters.named(partner.adapter()).exchange(complete(exchange, partner.scopes()));
        if (isGood(outcome) && !partner.mayBeAt(address)) {
            // Said only to who knows the secret; a token that another server made stays here.
            return new Admission.NotFromHere();
        }
        if (isGood(outcome) && exchange.endpoint() == Endpoint.TOKEN) {
            noteUse(exchange.clientId(), outcome, now);
        }
        return switch (outcome) {
            case Outcome.Refused refused -> new Admission.Refused();
            case Outcome.Authenticated authenticated ->
                    new Admission.Granted(exchange.clientId(), partner.scopes(), now);
            case Outcome.Ended(String tokenId) -> {
                requiringNew().run(() -> revocations.tokenEnded(tokenId));
                yield new Admission.Answered(200, "");
            }
            case Outcome.Answered(int status, String json) -> new Admission.Answered(status, json);
        };
    }

    private static void await(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
        }
    }

    /** Who asks for no scope asks for all; another server would not know that. */
    private static Exchange complete(Exchange exchange, List<String> scopes) {
        if (exchange.endpoint() != Endpoint.TOKEN || exchange.parameters().containsKey("scope")) {
            return exchange;
        }
        Map<String, String> parameters = new HashMap<>(exchange.parameters());
        parameters.put("scope", String.join(" ", scopes));
        return new Exchange(
                exchange.endpoint(), exchange.clientId(), exchange.secret(), parameters);
    }

    private static boolean isGood(Outcome outcome) {
        return outcome instanceof Outcome.Authenticated
                || outcome instanceof Outcome.Ended
                || (outcome instanceof Outcome.Answered answered && answered.status() == 200);
    }

    /** Notes use now and then: every token would cost a write otherwise. */
    private void noteUse(String clientId, Outcome outcome, Instant now) {
        UUID secret =
                outcome instanceof Outcome.Authenticated authenticated
                        ? authenticated.secretId()
                        : null;
        String user = secret == null ? clientId : secret.toString();
        Instant before = lastNoted.get(user);
        if (before == null || !before.plus(rules.usageInterval()).isAfter(now)) {
            lastNoted.put(user, now);
            requiringNew().run(() -> partners.used(clientId, secret, now));
        }
    }
}
