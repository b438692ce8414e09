package tv.natomultimedia.gateway.routing;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import io.vertx.httpproxy.ProxyResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import tv.natomultimedia.gateway.exchange.Exchange;
import tv.natomultimedia.gateway.problem.Problem;
import tv.natomultimedia.gateway.problem.ProblemType;
import tv.natomultimedia.gateway.upstream.Upstream;

/** What it means to a client that its request got no answer from a service. */
final class Failure {

    private static final Logger LOG = Logger.getLogger(Failure.class);

    /** What can only be said by who has looked. */
    private static final Set<ProblemType> TOLD_ONLY_HERE =
            EnumSet.of(ProblemType.INVALID_PARAMETER, ProblemType.INVALID_TOKEN);

    private Failure() {}

    static ProblemType typeOf(Throwable failure) {
        return switch (failure) {
            case ConnectTimeoutException slow -> ProblemType.GATEWAY_TIMEOUT;
            case TimeoutException slow -> ProblemType.GATEWAY_TIMEOUT;
            case ConnectException refused -> ProblemType.SERVICE_UNAVAILABLE;
            case UnknownHostException unknown -> ProblemType.SERVICE_UNAVAILABLE;
            case ConnectionPoolTooBusyException busy -> ProblemType.SERVICE_UNAVAILABLE;
            default -> ProblemType.BAD_GATEWAY;
        };
    }

    /**
     * What to tell of a refusal that the service's own server has made before the service saw the
     * request: it has a status and no content.
     */
    static Optional<Problem> untold(ProxyResponse answer) {
        int status = answer.getStatusCode();
        if (status < 400 || answer.headers().contains("Content-Type")) {
            return Optional.empty();
        }
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.status() == status && !TOLD_ONLY_HERE.contains(type))
                .findFirst()
                .or(() -> status < 500 ? Optional.empty() : Optional.of(ProblemType.BAD_GATEWAY))
                .map(Problem::of);
    }

    /** Whether the connection ended before a byte of the answer, as an idle one may at any time. */
    static boolean isConnectionDeath(Throwable failure) {
        return failure instanceof HttpClosedException
                || failure instanceof ClosedChannelException
                || failure instanceof StreamResetException reset
                        && reset.getCause() instanceof IOException
                || failure instanceof IOException && !(failure instanceof ConnectException);
    }

    /** Says which service failed how; never the path, which may hold a secret. */
    static void log(Exchange exchange, Upstream upstream, ProblemType type, Throwable failure) {
        MDC.put("requestId", exchange.requestId());
        LOG.errorf(
                "%s for %s %s: %s did not answer: %s",
                type.slug(),
                Methods.nameOf(exchange.request().method()),
                exchange.template(),
                upstream.name(),
                failure);
        MDC.remove("requestId");
    }
}
