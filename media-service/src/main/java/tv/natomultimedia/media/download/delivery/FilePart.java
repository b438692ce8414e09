package tv.natomultimedia.media.download.delivery;

import io.netty.channel.Channel;
import io.netty.channel.FileRegion;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.AbstractReferenceCounted;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;

/**
 * A part of a file on its way to a socket by {@code sendfile}. To the server it is one region,
 * however long, with nothing to be done between its pieces. A piece is what is given away in one
 * call, so that a client that takes bytes as fast as they come does not keep the event loop from
 * others. As long as pieces are taken, the connection is not idle.
 */
final class FilePart extends AbstractReferenceCounted implements FileRegion, AutoCloseable {

    private static final long PIECE_BYTES = 1 << 20;

    private final FileChannel file;
    private final long first;
    private final long length;
    private long transferred;
    private Runnable heartbeat = () -> {};

    private FilePart(FileChannel file, long first, long length) {
        this.file = file;
        this.first = first;
        this.length = length;
    }

    static FilePart open(Path path, ByteRange range) throws IOException {
        return new FilePart(
                FileChannel.open(path, StandardOpenOption.READ), range.first(), range.length());
    }

    /**
     * Sends it after what has been written to the channel before, to be done once. What has been
     * handed to the socket when that fails, {@link #transferred()} tells.
     */
    CompletableFuture<Void> sendTo(Channel channel) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        channel.eventLoop()
                .execute(
                        () -> {
                            IdleStateHandler idle = channel.pipeline().get(IdleStateHandler.class);
                            if (idle != null) {
                                heartbeat = idle::resetWriteTimeout;
                            }
                            channel.writeAndFlush(retain())
                                    .addListener(
                                            written -> {
                                                if (written.isSuccess()) {
                                                    sent.complete(null);
                                                } else {
                                                    sent.completeExceptionally(written.cause());
                                                }
                                            });
                        });
        return sent;
    }

    @Override
    public long transferTo(WritableByteChannel target, long position) throws IOException {
        long taken =
                file.transferTo(first + position, Math.min(PIECE_BYTES, length - position), target);
        if (taken > 0) {
            transferred += taken;
            heartbeat.run();
        } else if (file.size() < first + length) {
            throw new EOFException("the file is shorter than the catalogue says");
        }
        return taken;
    }

    @Override
    public long position() {
        return first;
    }

    @Override
    public long count() {
        return length;
    }

    @Override
    public long transferred() {
        return transferred;
    }

    @Override
    @Deprecated
    public long transfered() {
        return transferred;
    }

    @Override
    public FilePart retain() {
        super.retain();
        return this;
    }

    @Override
    public FilePart retain(int increment) {
        super.retain(increment);
        return this;
    }

    @Override
    public FilePart touch() {
        return this;
    }

    @Override
    public FilePart touch(Object hint) {
        return this;
    }

    /** Lets go of it; the file is closed when the channel has, too. */
    @Override
    public void close() {
        release();
    }

    @Override
    protected void deallocate() {
        try {
            file.close();
        } catch (IOException nothingWasWritten) {
            // There is nothing to lose.
        }
    }
}
