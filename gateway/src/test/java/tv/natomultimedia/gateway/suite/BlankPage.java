package tv.natomultimedia.gateway.suite;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** An empty page of an origin of its own, for a browser to call the API from. */
final class BlankPage implements AutoCloseable {

    private static final byte[] HTML =
            "<!DOCTYPE html><title>A page</title>".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;

    private BlankPage(HttpServer server) {
        this.server = server;
    }

    static BlankPage served() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                    exchange.sendResponseHeaders(200, HTML.length);
                    exchange.getResponseBody().write(HTML);
                    exchange.close();
                });
        server.start();
        return new BlankPage(server);
    }

    /** On {@code localhost}, which browsers trust with secure cookies. */
    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
