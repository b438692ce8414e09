package tv.natomultimedia.account.partner.keycloak;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A wire between a client and a server that can be cut, held up and cut in the wrong moment. */
final class TcpProxy implements AutoCloseable {

    private static final int BUFFER = 65_536;
    private static final int PATIENCE_SECONDS = 30;
    private static final Pattern CONTENT_LENGTH =
            Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");

    private final int target;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean down;
    private volatile String lastRequest;
    private volatile Predicate<String> answersLost = request -> false;
    private volatile Predicate<String> requestsHeld = request -> false;
    private volatile CountDownLatch hold = new CountDownLatch(0);
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();

    TcpProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Everything as it should be again, and counted anew. */
    void heal() {
        lost.set(0);
        held.set(0);
        down = false;
        answersLost = request -> false;
        requestsHeld = request -> false;
        hold.countDown();
    }

    /** Nobody answers any more. */
    void cut() {
        down = true;
        closeAll();
    }

    /** Requests of this kind are delivered, but their answers are not. */
    void loseAnswers(Predicate<String> kind) {
        answersLost = kind;
    }

    /** Requests of this kind are delivered only when let go, or when everything is healed. */
    void hold(Predicate<String> kind) {
        hold = new CountDownLatch(1);
        requestsHeld = kind;
    }

    /** Delivers what was held, whoever has given it up meanwhile. */
    void letGo() {
        requestsHeld = request -> false;
        hold.countDown();
    }

    /** The last request that came by. */
    String lastRequest() {
        return lastRequest;
    }

    int lost() {
        return lost.get();
    }

    int held() {
        return held.get();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        hold.countDown();
        closeAll();
    }

    private void closeAll() {
        open.forEach(TcpProxy::close);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (down) {
                    close(client);
                } else {
                    Thread.ofVirtual().start(() -> connect(client));
                }
            } catch (IOException stopped) {
                // Closed, or the client has gone already.
            }
        }
    }

    private void connect(Socket client) {
        Socket upstream = new Socket();
        open.add(client);
        try {
            upstream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            Connection connection = new Connection(client, upstream);
            Thread back = Thread.ofVirtual().start(connection::answers);
            connection.requests();
            back.join();
        } catch (IOException | InterruptedException broken) {
            close(client);
        } finally {
            open.remove(client);
            close(client);
            close(upstream);
        }
    }

    /** One connection; a request of these tests comes in one piece, its line first. */
    private final class Connection {

        private final Socket client;
        private final Socket upstream;
        private final CountDownLatch answered = new CountDownLatch(1);
        private volatile boolean losing;

        Connection(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        void requests() {
            byte[] buffer = new byte[BUFFER];
            try (OutputStream out = upstream.getOutputStream()) {
                InputStream in = client.getInputStream();
                int length;
                while ((length = in.read(buffer)) >= 0) {
                    String text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
                    if (text.contains(" HTTP/1.1\r\n")) {
                        lastRequest = text;
                        losing = answersLost.test(text);
                        if (requestsHeld.test(text)) {
                            holdUp(text, in, out);
                            return;
                        }
                    }
                    out.write(buffer, 0, length);
                    out.flush();
                }
            } catch (IOException broken) {
                // One of the two has gone.
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        /**
         * Takes a request to its end before it is held, since whoever asked does not wait for it.
         * The line stays until there is an answer all the same.
         */
        private void holdUp(String begun, InputStream in, OutputStream out)
                throws IOException, InterruptedException {
            held.incrementAndGet();
            int body = begun.indexOf("\r\n\r\n") + 4;
            Matcher length = CONTENT_LENGTH.matcher(begun);
            int missing = length.find() ? body + Integer.parseInt(length.group(1)) : body;
            byte[] rest = in.readNBytes(Math.max(0, missing - begun.length()));
            hold.await();
            out.write(begun.getBytes(StandardCharsets.ISO_8859_1));
            out.write(rest);
            out.flush();
            answered.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        void answers() {
            byte[] buffer = new byte[BUFFER];
            try {
                InputStream in = upstream.getInputStream();
                OutputStream out = client.getOutputStream();
                int length;
                while ((length = in.read(buffer)) >= 0) {
                    answered.countDown();
                    if (losing) {
                        lost.incrementAndGet();
                        break;
                    }
                    out.write(buffer, 0, length);
                    out.flush();
                }
            } catch (IOException broken) {
                // One of the two has gone.
            } finally {
                TcpProxy.close(client);
            }
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // It is closed as well as can be.
        }
    }
}
