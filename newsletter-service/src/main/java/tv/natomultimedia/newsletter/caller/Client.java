package tv.natomultimedia.newsletter.caller;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The machine that makes the present request, as far as the trusted proxies tell. */
@ApplicationScoped
public class Client {

    private static final int IPV4_BYTES = 3;
    private static final int IPV6_BYTES = 7;

    private final CurrentVertxRequest current;

    Client(CurrentVertxRequest current) {
        this.current = current;
    }

    /**
     * The network that shares a fate with the client: its IPv4 /24 or IPv6 /56, such as {@code
     * 203.0.113.0/24}.
     */
    public String network() {
        SocketAddress address = request().remoteAddress();
        return address == null || address.hostAddress() == null
                ? "unknown"
                : networkOf(address.hostAddress());
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
            return "unknown";
        }
    }
}
