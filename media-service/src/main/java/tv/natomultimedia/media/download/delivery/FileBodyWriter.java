package tv.natomultimedia.media.download.delivery;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Sends files. One range of a file on this machine goes from the disk to the socket without passing
 * through this process ({@code sendfile}); several, and everything from elsewhere or over HTTP/2 or
 * TLS, are read and written piece by piece, the next when the last has been taken, so that a slow
 * client costs one small buffer. The thread of the request, a virtual one, waits until all is over
 * and then tells what was sent.
 */
@Provider
public class FileBodyWriter implements ServerMessageBodyWriter<Object> {

    private static final Logger LOG = Logger.getLogger(FileBodyWriter.class);
    private static final int PIECE_BYTES = 64 * 1024;
    private static final long CANCEL = 8;

    /** What becomes of a sending. */
    private enum State {
        RUNNING,
        CUT,
        OVER
    }

    @Override
    public boolean isWriteable(
            Class<?> type,
            Type genericType,
            ResteasyReactiveResourceInfo target,
            MediaType mediaType) {
        return FileBody.class.isAssignableFrom(type);
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return FileBody.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            Object entity,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream output) {
        throw new UnsupportedOperationException("files are sent by the server's own means");
    }

    @Override
    public void writeResponse(Object entity, Type genericType, ServerRequestContext context) {
        FileBody body = (FileBody) entity;
        HttpServerRequest request =
                ((ResteasyReactiveRequestContext) context).unwrap(RoutingContext.class).request();
        List<ByteRange> delivered = new ArrayList<>();
        AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
        try {
            body.sending().begins(() -> cut(request, state));
            request.response()
                    .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.contentLength()));
            Optional<Path> path = body.file().content().path();
            if (body.ranges().isEmpty()) {
                await(request.response().end());
            } else if (path.isPresent() && !body.isMultipart() && isPlainHttp1(request)) {
                sendFile(request, body, path.get(), delivered);
            } else {
                pump(request.response(), body, delivered);
            }
        } catch (IOException
                | UncheckedIOException
                | CompletionException
                | IllegalStateException failure) {
            giveUp(request, body, state.get(), failure);
        } finally {
            state.set(State.OVER);
            body.sending().ended(new Transfer(delivered));
        }
    }

    private static boolean isPlainHttp1(HttpServerRequest request) {
        return request.version() != HttpVersion.HTTP_2 && !request.isSSL();
    }

    /**
     * The server's own {@code sendFile} sends pieces of 1 MiB, each when it is done with the last.
     */
    private static void sendFile(
            HttpServerRequest request, FileBody body, Path path, List<ByteRange> delivered)
            throws IOException {
        ByteRange range = body.ranges().getFirst();
        try (FilePart part = FilePart.open(path, range)) {
            try {
                // With the fields that come before the body.
                request.response().write(Buffer.buffer());
                part.sendTo(channel(request)).join();
            } finally {
                if (part.transferred() > 0) {
                    delivered.add(range.start(part.transferred()));
                }
            }
            await(request.response().end());
        }
    }

    private static void pump(HttpServerResponse response, FileBody body, List<ByteRange> delivered)
            throws IOException {
        Iterator<byte[]> headings = body.headings().iterator();
        for (ByteRange range : body.ranges()) {
            if (headings.hasNext()) {
                await(response.write(Buffer.buffer(headings.next())));
            }
            long sent = 0;
            try (InputStream bytes = body.file().content().from(range.first())) {
                while (sent < range.length()) {
                    byte[] piece = read(bytes, range.length() - sent);
                    await(response.write(Buffer.buffer(piece)));
                    sent += piece.length;
                }
            } finally {
                if (sent > 0) {
                    delivered.add(range.start(sent));
                }
            }
        }
        if (headings.hasNext()) {
            await(response.write(Buffer.buffer(headings.next())));
        }
        await(response.end());
    }

    private static byte[] read(InputStream bytes, long atMost) throws IOException {
        int wanted = (int) Math.min(PIECE_BYTES, atMost);
        byte[] piece = bytes.readNBytes(wanted);
        if (piece.length < wanted) {
            throw new EOFException("the file is shorter than the catalogue says");
        }
        return piece;
    }

    /**
     * Throws away what is still to be sent, here and in the system's buffers, which a slow client
     * would otherwise go on to take. Closed past the server's own handler, which would send
     * everything first; on the event loop, where what follows on the same connection is begun too.
     */
    private static void cut(HttpServerRequest request, AtomicReference<State> state) {
        Channel channel = channel(request);
        channel.eventLoop()
                .execute(
                        () -> {
                            if (!state.compareAndSet(State.RUNNING, State.CUT)) {
                                return;
                            }
                            if (request.version() == HttpVersion.HTTP_2) {
                                request.response().reset(CANCEL);
                            } else {
                                channel.config().setOption(ChannelOption.SO_LINGER, 0);
                                channel.pipeline().firstContext().close();
                            }
                        });
    }

    /**
     * A client that leaves is nothing unusual. Where it has not, the connection must not stay: the
     * client would wait for the rest.
     */
    private static void giveUp(
            HttpServerRequest request, FileBody body, State state, Exception failure) {
        if (state == State.CUT) {
            LOG.infof("A transfer was cut off");
        } else if (body.file().content().size() < body.file().sizeBytes()) {
            LOG.errorf(failure, "A file became shorter while it was sent");
        } else if (!channel(request).isOpen()) {
            LOG.debugf("A client left: %s", failure.getMessage());
        } else {
            LOG.errorf(failure, "A transfer failed");
        }
        if (request.version() != HttpVersion.HTTP_2 || state != State.CUT) {
            request.connection().close();
        }
    }

    private static Channel channel(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel();
    }

    private static void await(Future<Void> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
