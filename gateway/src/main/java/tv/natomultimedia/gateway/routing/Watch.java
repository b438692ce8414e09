package tv.natomultimedia.gateway.routing;

import io.vertx.core.Vertx;

/**
 * Watches a request until its answer begins: a body must come at a least rate, and once it is there
 * the service has its time to answer.
 */
final class Watch {

    private static final long TICK_MILLIS = 250;

    private final Vertx vertx;
    private final Forwarding.Deadlines deadlines;
    private final Runnable cancel;
    private RequestBody body;
    private long started;
    private long complete;
    private long timer = -1;
    private boolean fired;
    private boolean clientSlow;

    Watch(Vertx vertx, Forwarding.Deadlines deadlines, Runnable cancel) {
        this.vertx = vertx;
        this.deadlines = deadlines;
        this.cancel = cancel;
    }

    void start(RequestBody of) {
        body = of;
        started = System.nanoTime();
        complete = body == null ? started : 0;
        timer = vertx.setPeriodic(TICK_MILLIS, tick -> check(System.nanoTime()));
    }

    void stop() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
    }

    /** Whether a deadline has passed. */
    boolean hasFired() {
        return fired;
    }

    /** Whether it was the client's. */
    boolean isClientSlow() {
        return clientSlow;
    }

    private void check(long now) {
        if (complete == 0 && body.isEnded()) {
            complete = now;
        }
        if (complete == 0) {
            checkRate(now - started);
        } else if (now - complete >= deadlines.response().toNanos()) {
            fire();
        }
    }

    private void checkRate(long nanos) {
        long seconds = nanos / 1_000_000_000L;
        if (nanos >= deadlines.bodyGrace().toNanos()
                && body.received() < seconds * deadlines.bodyBytesPerSecond()) {
            clientSlow = true;
            fire();
        }
    }

    private void fire() {
        fired = true;
        stop();
        cancel.run();
    }
}
