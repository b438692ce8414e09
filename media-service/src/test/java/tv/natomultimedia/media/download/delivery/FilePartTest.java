package tv.natomultimedia.media.download.delivery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of files on their way to a real socket, whose connections are closed when idle. */
class FilePartTest {

    private static final int SIZE = 8_000_000;
    private static final int IDLE_MILLIS = 1_000;
    private static final int SOCKET_BUFFER = 65_536;

    @TempDir Path folder;

    private final byte[] content = new byte[SIZE];
    private final BlockingQueue<Channel> connected = new LinkedBlockingQueue<>();
    private EventLoopGroup loops;
    private Path file;
    private Socket client;
    private Channel server;

    @BeforeEach
    void connect() throws Exception {
        new Random(7).nextBytes(content);
        file = Files.write(folder.resolve("file"), content);
        loops = new NioEventLoopGroup(1);
        Channel listening =
                new ServerBootstrap()
                        .group(loops)
                        .channel(NioServerSocketChannel.class)
                        .childOption(ChannelOption.SO_SNDBUF, SOCKET_BUFFER)
                        .childHandler(new Connection(connected))
                        .bind("127.0.0.1", 0)
                        .sync()
                        .channel();
        client = new Socket();
        client.setReceiveBufferSize(SOCKET_BUFFER);
        client.connect(listening.localAddress());
        server = connected.poll(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void disconnect() throws Exception {
        client.close();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
    }

    @Test
    void thePartArrivesAndNothingElse() throws Exception {
        try (FilePart part = FilePart.open(file, new ByteRange(1_000, 3_000_999))) {
            CompletableFuture<Void> sent = part.sendTo(server);
            assertArrayEquals(
                    Arrays.copyOfRange(content, 1_000, 3_001_000),
                    client.getInputStream().readNBytes(3_000_000));
            sent.get(10, TimeUnit.SECONDS);
            assertEquals(3_000_000, part.transferred());
            assertEquals(1, part.refCnt());
        }
    }

    @Test
    void aSlowClientIsNotIdle() throws Exception {
        try (FilePart part = FilePart.open(file, new ByteRange(0, SIZE - 1))) {
            CompletableFuture<Void> sent = part.sendTo(server);
            InputStream bytes = client.getInputStream();
            byte[] slowly = new byte[0];
            // Three times as long as a connection may be idle.
            for (int piece = 0; piece < 30; piece++) {
                Thread.sleep(IDLE_MILLIS / 10);
                slowly = bytes.readNBytes(200_000);
            }
            assertEquals(200_000, slowly.length);
            bytes.readNBytes(SIZE - 30 * 200_000);
            sent.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aClientThatTakesNothingIsCutOff() throws Exception {
        try (FilePart part = FilePart.open(file, new ByteRange(0, SIZE - 1))) {
            CompletableFuture<Void> sent = part.sendTo(server);
            assertThrows(ExecutionException.class, () -> sent.get(10, TimeUnit.SECONDS));
            assertTrue(part.transferred() < SIZE);
            assertEquals(1, part.refCnt());
        }
    }

    @Test
    void aFileThatBecameShorterIsNotWaitedFor() throws Exception {
        try (FilePart part = FilePart.open(file, new ByteRange(0, SIZE - 1))) {
            Files.write(file, Arrays.copyOf(content, 100_000));
            CompletableFuture<Void> sent = part.sendTo(server);
            ExecutionException failure =
                    assertThrows(ExecutionException.class, () -> sent.get(10, TimeUnit.SECONDS));
            assertInstanceOf(EOFException.class, failure.getCause());
            assertEquals(100_000, part.transferred());
        }
    }

    @Test
    void whatIsNotThereCannotBeOpened() {
        assertThrows(
                IOException.class,
                () -> FilePart.open(folder.resolve("none"), new ByteRange(0, 1)));
    }

    /** Closed when idle, as the server's are. */
    private static final class Connection extends ChannelInitializer<NioSocketChannel> {

        private final BlockingQueue<Channel> connected;

        private Connection(BlockingQueue<Channel> connected) {
            this.connected = connected;
        }

        @Override
        protected void initChannel(NioSocketChannel channel) {
            channel.pipeline()
                    .addLast(new IdleStateHandler(0, 0, IDLE_MILLIS, TimeUnit.MILLISECONDS))
                    .addLast(
                            new ChannelDuplexHandler() {
                                @Override
                                public void userEventTriggered(
                                        ChannelHandlerContext context, Object event) {
                                    if (event instanceof IdleStateEvent) {
                                        context.close();
                                    }
                                }
                            });
            connected.add(channel);
        }
    }
}
