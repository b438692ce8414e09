package tv.natomultimedia.media.partner;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.net.InetAddress;
import tv.natomultimedia.media.caller.Caller;
import tv.natomultimedia.media.caller.CurrentCaller;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/** Lets partners in from the networks and at the rate that were agreed. */
@Provider
@Priority(Priorities.AUTHENTICATION + 1)
class PartnerAdmission implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String VERDICT = PartnerAdmission.class.getName();

    @Context HttpServerRequest request;

    private final CurrentCaller caller;
    private final PartnerStandings standings;
    private final PartnerRates rates;

    PartnerAdmission(CurrentCaller caller, PartnerStandings standings, PartnerRates rates) {
        this.caller = caller;
        this.standings = standings;
        this.rates = rates;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        if (!(caller.caller() instanceof Caller.Partner partner)) {
            return;
        }
        PartnerStanding standing = standings.of(partner.clientId());
        if (!standing.isActive()) {
            throw CurrentCaller.invalidToken();
        }
        if (!standing.allows(address())) {
            throw Problems.of(ProblemType.NETWORK_NOT_ALLOWED);
        }
        PartnerRates.Verdict verdict = rates.count(standing);
        context.setProperty(VERDICT, verdict);
        if (!verdict.isAllowed()) {
            throw Problems.builder(ProblemType.TOO_MANY_REQUESTS)
                    .withHeader("Retry-After", verdict.retryAfterSeconds())
                    .build();
        }
    }

    @Override
    public void filter(ContainerRequestContext context, ContainerResponseContext answer) {
        if (context.getProperty(VERDICT) instanceof PartnerRates.Verdict verdict) {
            answer.getHeaders().putSingle("RateLimit", verdict.rateLimit());
            answer.getHeaders().putSingle("RateLimit-Policy", verdict.rateLimitPolicy());
        }
    }

    private InetAddress address() {
        SocketAddress remote = request.remoteAddress();
        try {
            return remote == null || remote.hostAddress() == null
                    ? null
                    : InetAddress.ofLiteral(remote.hostAddress());
        } catch (IllegalArgumentException noLiteral) {
            return null;
        }
    }
}
