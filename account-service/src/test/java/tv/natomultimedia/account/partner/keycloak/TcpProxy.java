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
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A wire between a client and a server that can be cut, held up and cut in the wrong moment. */
final class TcpProxy implements AutoCloseable {

    private static final int BUFFER = 65_536;
    private static final int PATIENCE_SECONDS = 30;
    private static final int QUIET_MILLIS = 200;

    private final int target;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean down;
    private final Queue<StringBuffer> requests = new ConcurrentLinkedQueue<>();
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
        requests.clear();
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

    /** The requests of this kind that came by since all was healed, each whole. */
    List<String> requests(Predicate<String> kind) {
        return requests.stream().map(StringBuffer::toString).filter(kind).toList();
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

    /** One connection; the head of a request of these tests comes in one piece, its line first. */
    private final class Connection {

        private final Socket client;
        private final Socket upstream;
        private volatile CountDownLatch answered = new CountDownLatch(1);
        private StringBuffer request = new StringBuffer();
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
                    boolean late = isHeld(text(buffer, length));
                    if (late) {
                        length += restOfRequest(in, buffer, length);
                        held.incrementAndGet();
                        hold.await();
                        answered = new CountDownLatch(1);
                    }
                    out.write(buffer, 0, length);
                    out.flush();
                    if (late) {
                        // Whoever asked may have gone; the server is to answer all the same.
                        answered.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                        return;
                    }
                }
            } catch (IOException broken) {
                // One of the two has gone.
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean isHeld(String text) {
            if (!text.contains(" HTTP/1.1\r\n")) {
                request.append(text);
                return false;
            }
            request = new StringBuffer(text);
            requests.add(request);
            losing = answersLost.test(text);
            return requestsHeld.test(text);
        }

        /** Before it is held, since whoever asked does not wait to send it; until none comes. */
        private int restOfRequest(InputStream in, byte[] buffer, int begun)
                throws IOException, InterruptedException {
            int length = 0;
            do {
                Thread.sleep(QUIET_MILLIS);
                if (in.available() > 0) {
                    length += in.read(buffer, begun + length, BUFFER - begun - length);
                }
            } while (in.available() > 0);
            request.append(text(buffer, begun + length).substring(begun));
            return length;
        }

        private static String text(byte[] bytes, int length) {
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
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
