package tv.natomultimedia.gateway.routing;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** The body of a client on its way to a service: counted, and broken off when it gets too large. */
final class RequestBody implements ReadStream<Buffer> {

    private final ReadStream<Buffer> source;
    private final long limit;
    private long received;
    private boolean exceeded;
    private boolean ended;
    private Handler<Throwable> onFailure = failure -> {};

    RequestBody(ReadStream<Buffer> source, long limit) {
        this.source = source;
        this.limit = limit;
    }

    /** Bytes so far. */
    long received() {
        return received;
    }

    /** Whether it got larger than is allowed. */
    boolean isExceeded() {
        return exceeded;
    }

    /** Whether all of it has arrived. */
    boolean isEnded() {
        return ended;
    }

    @Override
    public RequestBody handler(Handler<Buffer> handler) {
        source.handler(handler == null ? null : part -> pass(part, handler));
        return this;
    }

    private void pass(Buffer part, Handler<Buffer> handler) {
        received += part.length();
        if (exceeded) {
            return;
        }
        if (received > limit) {
            exceeded = true;
            onFailure.handle(new IllegalStateException("body larger than allowed"));
        } else {
            handler.handle(part);
        }
    }

    @Override
    public RequestBody exceptionHandler(Handler<Throwable> handler) {
        onFailure = handler == null ? failure -> {} : handler;
        source.exceptionHandler(handler);
        return this;
    }

    @Override
    public RequestBody endHandler(Handler<Void> handler) {
        source.endHandler(
                end -> {
                    ended = true;
                    if (handler != null && !exceeded) {
                        handler.handle(end);
                    }
                });
        return this;
    }

    @Override
    public RequestBody pause() {
        source.pause();
        return this;
    }

    @Override
    public RequestBody resume() {
        source.resume();
        return this;
    }

    @Override
    public RequestBody fetch(long amount) {
        source.fetch(amount);
        return this;
    }
}
