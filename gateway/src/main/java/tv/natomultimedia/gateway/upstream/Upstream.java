package tv.natomultimedia.gateway.upstream;

import java.net.URI;
import java.time.Duration;

/**
 * A service behind the gateway.
 *
 * @param name how configuration, health and metrics call it
 * @param url where it answers
 * @param managementUrl where its health and OpenAPI document are
 * @param connectTimeout how long a connection may take
 * @param responseTimeout how long it may think
 * @param breaker whether it is worth asking
 */
public record Upstream(
        String name,
        URI url,
        URI managementUrl,
        Duration connectTimeout,
        Duration responseTimeout,
        Breaker breaker) {

    /** The port of its URL, the scheme's own where none is given. */
    public int port() {
        return url.getPort() >= 0 ? url.getPort() : isTls() ? 443 : 80;
    }

    /** Whether it is spoken to over TLS. */
    public boolean isTls() {
        return "https".equals(url.getScheme());
    }
}
