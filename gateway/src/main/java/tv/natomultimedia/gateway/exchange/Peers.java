package tv.natomultimedia.gateway.exchange;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Finds out who asks. {@code X-Forwarded-*} counts only when a configured proxy says it, read from
 * the right up to the first address that is no such proxy; else the peer of the connection is the
 * client.
 */
@Singleton
public class Peers {

    private final Networks trusted;

    Peers(ExchangeSettings settings) {
        trusted = new Networks(settings.trustedProxies().orElse(List.of()));
    }

    /** Who sent this request. */
    public Peer of(HttpServerRequest request) {
        String peer = literal(request.remoteAddress().hostAddress());
        String scheme = request.isSSL() ? "https" : "http";
        if (!trusted.contain(peer)) {
            return new Peer(peer, scheme);
        }
        String said = request.getHeader("X-Forwarded-Proto");
        if (said != null) {
            String proto = said.strip().toLowerCase(Locale.ROOT);
            scheme = proto.equals("https") || proto.equals("http") ? proto : scheme;
        }
        return new Peer(beyondProxies(peer, request), scheme);
    }

    private String beyondProxies(String peer, HttpServerRequest request) {
        List<String> hops =
                request.headers().getAll("X-Forwarded-For").stream()
                        .flatMap(field -> Arrays.stream(field.split(",")))
                        .map(String::strip)
                        .toList();
        String client = peer;
        for (String hop : hops.reversed()) {
            if (!trusted.contain(client) || Networks.octets(hop) == null) {
                return client;
            }
            client = literal(hop);
        }
        return client;
    }

    private static String literal(String address) {
        int zone = address == null ? -1 : address.indexOf('%');
        String plain =
                address == null ? "0.0.0.0" : zone < 0 ? address : address.substring(0, zone);
        byte[] octets = Networks.octets(plain);
        return octets == null || octets.length == 16
                ? plain
                : (octets[0] & 255)
                        + "."
                        + (octets[1] & 255)
                        + "."
                        + (octets[2] & 255)
                        + "."
                        + (octets[3] & 255);
    }
}
