package tv.natomultimedia.gateway.routing;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.concurrent.TimeoutException;

/**
 * The body of a service on its way to a client: broken off when the service stands still although
 * the client wants more. While the client is slow, the stream is paused and no time counts.
 */
final class ResponseBody implements ReadStream<Buffer> {

    private final ReadStream<Buffer> source;
    private final Vertx vertx;
    private final long timer;
    private boolean paused;
    private boolean moved;
    private Handler<Throwable> onFailure = failure -> {};

    ResponseBody(ReadStream<Buffer> source, Vertx vertx, long stallMillis) {
        this.source = source;
        this.vertx = vertx;
        this.timer = vertx.setPeriodic(stallMillis, tick -> check());
    }

    private void check() {
        if (!paused && !moved) {
            stop();
            onFailure.handle(new TimeoutException("the service stopped sending"));
        }
        moved = false;
    }

    /** Whether the client has yet to take what it was sent. */
    boolean isPaused() {
        return paused;
    }

    /** Ends the watch. */
    void stop() {
        vertx.cancelTimer(timer);
    }

    @Override
    public ResponseBody handler(Handler<Buffer> handler) {
        source.handler(
                handler == null
                        ? null
                        : part -> {
                            moved = true;
                            handler.handle(part);
                        });
        return this;
    }

    @Override
    public ResponseBody exceptionHandler(Handler<Throwable> handler) {
        onFailure = handler == null ? failure -> {} : handler;
        source.exceptionHandler(
                failure -> {
                    stop();
                    onFailure.handle(failure);
                });
        return this;
    }

    @Override
    public ResponseBody endHandler(Handler<Void> handler) {
        source.endHandler(
                end -> {
                    stop();
                    if (handler != null) {
                        handler.handle(end);
                    }
                });
        return this;
    }

    @Override
    public ResponseBody pause() {
        paused = true;
        source.pause();
        return this;
    }

    @Override
    public ResponseBody resume() {
        paused = false;
        moved = true;
        source.resume();
        return this;
    }

    @Override
    public ResponseBody fetch(long amount) {
        source.fetch(amount);
        return this;
    }
}
