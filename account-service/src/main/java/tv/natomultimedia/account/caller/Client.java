package tv.natomultimedia.account.caller;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import tv.natomultimedia.account.audit.Origin;

/** The machine that makes the present request, as far as the trusted proxies tell. */
@ApplicationScoped
public class Client {

    private static final String UNKNOWN = "unknown";
    private static final int IPV4_BYTES = 3;
    private static final int IPV6_BYTES = 7;

    private final CurrentVertxRequest current;

    Client(CurrentVertxRequest current) {
        this.current = current;
    }

    /** Whether a request is being answered at all; jobs have none. */
    public boolean isPresent() {
        return Arc.container().requestContext().isActive() && current.getCurrent() != null;
    }

    /**
     * The network that shares a fate with the client: its IPv4 /24 or IPv6 /56, such as {@code
     * 203.0.113.0/24}; {@code unknown} when it has no address.
     */
    public String network() {
        SocketAddress address = request().remoteAddress();
        return address == null || address.hostAddress() == null
                ? UNKNOWN
                : networkOf(address.hostAddress());
    }

    /** The client's address as a literal; null when it has none. */
    public String address() {
        SocketAddress address = request().remoteAddress();
        return address == null ? null : address.hostAddress();
    }

    /** {@link #network()}, or null when it is unknown. */
    public String networkIfKnown() {
        String network = network();
        return network.equals(UNKNOWN) ? null : network;
    }

    /** Where the request comes from, as its owner is shown it. */
    public Origin origin() {
        return new Origin(networkIfKnown(), Device.of(request().getHeader("User-Agent")));
    }

    /** Every value of a field, in order. */
    public List<String> headers(String name) {
        return request().headers().getAll(name);
    }

    /**
     * Every value of a cookie, as sent: a browser sends one, whoever sends more is up to no good.
     */
    public List<String> cookies(String name) {
        return headers("Cookie").stream()
                .flatMap(field -> Arrays.stream(field.split(";")))
                .map(String::strip)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .toList();
    }

    /** The {@code Accept-Language} field, or null. */
    public String acceptLanguage() {
        return request().getHeader("Accept-Language");
    }

    private HttpServerRequest request() {
        return current.getCurrent().request();
    }

    static String networkOf(String literal) {
        try {
            // A literal is parsed, never looked up; an IPv4-mapped address becomes IPv4.
            byte[] bytes = InetAddress.ofLiteral(literal).getAddress();
            int kept = bytes.length == 4 ? IPV4_BYTES : IPV6_BYTES;
            Arrays.fill(bytes, kept, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress() + "/" + kept * Byte.SIZE;
        } catch (IllegalArgumentException | UnknownHostException noLiteral) {
            return UNKNOWN;
        }
    }
}
