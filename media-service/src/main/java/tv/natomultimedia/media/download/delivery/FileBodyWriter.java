package tv.natomultimedia.media.download.delivery;

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
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Sends files. One range goes from the disk to the socket without passing through this process
 * ({@code sendfile}); several, and everything over HTTP/2 or TLS, are read and written piece by
 * piece, the next when the last has been taken, so that a slow client costs one small buffer. The
 * thread of the request, a virtual one, waits until all is over and then tells what was sent.
 */
@Provider
public class FileBodyWriter implements ServerMessageBodyWriter<Object> {

    private static final Logger LOG = Logger.getLogger(FileBodyWriter.class);
    private static final int PIECE_BYTES = 64 * 1024;

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
        try {
            request.response()
                    .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.contentLength()));
            if (body.ranges().isEmpty()) {
                await(request.response().end());
            } else if (!body.isMultipart() && isPlainHttp1(request)) {
                sendFile(request, body, delivered);
            } else {
                pump(request.response(), body, delivered);
            }
        } catch (IOException | CompletionException | IllegalStateException failure) {
            giveUp(request, body, failure);
        } finally {
            body.whenOver().accept(new Transfer(delivered));
        }
    }

    private static boolean isPlainHttp1(HttpServerRequest request) {
        return request.version() != HttpVersion.HTTP_2 && !request.isSSL();
    }

    private static void sendFile(
            HttpServerRequest request, FileBody body, List<ByteRange> delivered) {
        ByteRange range = body.ranges().getFirst();
        SentBytes sent = SentBytes.on(request.connection());
        try {
            await(
                    request.response()
                            .sendFile(
                                    body.file().path().toString(), range.first(), range.length()));
            delivered.add(range);
        } catch (CompletionException | IllegalStateException failure) {
            long bytes = Math.min(sent.count(), range.length());
            if (bytes > 0) {
                delivered.add(range.start(bytes));
            }
            throw failure;
        } finally {
            sent.stop();
        }
    }

    private static void pump(HttpServerResponse response, FileBody body, List<ByteRange> delivered)
            throws IOException {
        Iterator<byte[]> headings = body.headings().iterator();
        try (FileChannel file = FileChannel.open(body.file().path())) {
            for (ByteRange range : body.ranges()) {
                if (headings.hasNext()) {
                    await(response.write(Buffer.buffer(headings.next())));
                }
                long sent = 0;
                try {
                    while (sent < range.length()) {
                        byte[] piece = read(file, range.first() + sent, range.length() - sent);
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
    }

    private static byte[] read(FileChannel file, long position, long atMost) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, atMost));
        while (piece.hasRemaining()) {
            if (file.read(piece, position + piece.position()) < 0) {
                throw new EOFException("the file is shorter than the catalogue says");
            }
        }
        return piece.array();
    }

    /**
     * A client that leaves is nothing unusual. Where it has not, the connection must not stay: the
     * client would wait for the rest.
     */
    private static void giveUp(HttpServerRequest request, FileBody body, Exception failure) {
        boolean clientLeft = !((ConnectionBase) request.connection()).channel().isOpen();
        if (isTruncated(body.file())) {
            LOG.errorf(failure, "A file became shorter while it was sent");
        } else if (clientLeft) {
            LOG.debugf("A client left: %s", failure.getMessage());
        } else {
            LOG.errorf(failure, "A transfer failed");
        }
        request.connection().close();
    }

    private static boolean isTruncated(ServedFile file) {
        try {
            return Files.size(file.path()) < file.sizeBytes();
        } catch (IOException gone) {
            return true;
        }
    }

    private static void await(Future<Void> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
