package tv.natomultimedia.media.download.delivery;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Counts what {@code sendfile} has really handed to the socket. The server's own count is that of
 * the whole file from the start, whether or not the client stays.
 */
final class SentBytes extends ChannelOutboundHandlerAdapter {

    private final Channel channel;
    private volatile long before;
    private volatile FileRegion current;

    private SentBytes(Channel channel) {
        this.channel = channel;
    }

    /** Counts from now on, of a connection over which one file at a time is sent. */
    static SentBytes on(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        SentBytes sent = new SentBytes(channel);
        channel.pipeline().addFirst(sent);
        return sent;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
            throws Exception {
        // The server sends a long file as one region after the other.
        if (message instanceof FileRegion region) {
            before = count();
            current = region;
        }
        super.write(context, message, promise);
    }

    long count() {
        FileRegion latest = current;
        return before + (latest == null ? 0 : latest.transferred());
    }

    void stop() {
        if (channel.pipeline().context(this) != null) {
            channel.eventLoop().execute(this::leave);
        }
    }

    private void leave() {
        if (channel.pipeline().context(this) != null) {
            channel.pipeline().remove(this);
        }
    }
}
