import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Files by links, straight and through the gateway, beside nginx; README.md says what the figures mean. */
final class Downloads {

    private static final long GIBIBYTE = 1L << 30;
    private static final long LARGE = 10 * GIBIBYTE;
    private static final int BUFFER = 1 << 18;
    private static final int ROUNDS = 3;
    private static final int MANY = 64;
    /** Of each of many clients: as much in all as eight whole files. */
    private static final long PART = 8 * GIBIBYTE / MANY;

    private final Path folder;
    private final Map<String, Double> rates = new HashMap<>();

    private Downloads(Path folder) {
        this.folder = folder;
    }

    /** Where bytes are to be had. */
    private record Source(String name, int port, String path) {}

    public static void main(String... arguments) throws Exception {
        Path folder = Files.createTempDirectory("download-benchmarks");
        try {
            new Downloads(folder).run();
        } finally {
            try (Stream<Path> left = Files.walk(folder)) {
                left.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            }
        }
    }

    private void run() throws Exception {
        Path files = Files.createDirectories(folder.resolve("data/files/benchmark"));
        fill(files.resolve("one.bin"));
        try (FileChannel sparse =
                FileChannel.open(
                        files.resolve("ten.bin"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            sparse.write(ByteBuffer.allocate(1), LARGE - 1);
        }
        int media = Program.freePort();
        int gateway = Program.freePort();
        int straight = Program.freePort();
        int proxy = Program.freePort();
        try (Database database = new Database(folder);
                Issuer issuer = new Issuer()) {
            Map<String, String> settings = new HashMap<>(database.settings());
            settings.put("data.directory", folder.resolve("data").toString());
            settings.put("demonstration.enabled", "false");
            settings.put("public-url", issuer.url());
            settings.put("account.url", issuer.url());
            Map<String, String> upstream =
                    Map.of(
                            "public-url", issuer.url(),
                            "account.url", issuer.url(),
                            "media.url", "http://127.0.0.1:" + media);
            try (Program service =
                            Program.service("media-service", folder, media, "/v1/topics", settings);
                    Program edge = Program.service("gateway", folder, gateway, "/v1/topics", upstream);
                    Program nginx = nginx(files, straight, proxy, media)) {
                String token = issuer.token(issuer.url());
                String one = link(media, token, item(database, "one", GIBIBYTE));
                String ten = link(media, token, item(database, "ten", LARGE));
                List<Source> sources = new ArrayList<>();
                if (nginx != null) {
                    sources.add(new Source("nginx, sendfile", straight, "/one.bin"));
                    sources.add(new Source("nginx before media-service", proxy, one));
                }
                sources.add(new Source("media-service", media, one));
                sources.add(new Source("gateway before media-service", gateway, one));
                measure(sources, 1, GIBIBYTE);
                measure(sources, MANY, PART);
                memory(service, media, ten, "media-service");
                memory(edge, gateway, ten, "gateway");
            }
        }
    }

    /** In turns, so that all meet whatever else the machine does. */
    private void measure(List<Source> sources, int clients, long bytes) throws Exception {
        for (Source source : sources) {
            transfer(source, clients, bytes);
        }
        Map<String, Double> seconds = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Source source : sources) {
                seconds.merge(source.name(), transfer(source, clients, bytes), Double::sum);
            }
        }
        for (Source source : sources) {
            double rate = ROUNDS * clients * (bytes / 1048576.0) / seconds.get(source.name());
            rates.put(source.name(), rate);
            print("%2d clients, %-30s %7.0f MiB/s%n", clients, source.name(), rate);
        }
        ratio("media-service", "nginx, sendfile");
        ratio("gateway before media-service", "nginx before media-service");
    }

    private void ratio(String ours, String peer) {
        if (rates.containsKey(peer)) {
            print("   %s to %s: %.2f%n", ours, peer, rates.get(ours) / rates.get(peer));
        }
    }

    private static void memory(Program program, int port, String path, String name) throws Exception {
        long before = program.resident();
        long most = before;
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Long> transfer = threads.submit(() -> read(port, path, LARGE));
            while (!transfer.isDone()) {
                most = Math.max(most, program.resident());
                Thread.sleep(100);
            }
            transfer.get();
        }
        print("%s during a file of 10 GiB: %d MiB before, %d MiB at most%n", name, before, most);
    }

    /** Seconds until every client has its bytes. */
    private static double transfer(Source source, int clients, long bytes) throws Exception {
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<Long>> started = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                started.add(threads.submit(() -> read(source.port(), source.path(), bytes)));
            }
            for (Future<Long> each : started) {
                each.get();
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** The first bytes of a file, read and thrown away. */
    private static long read(int port, String path, long bytes) throws IOException {
        try (SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            String range = "Range: bytes=0-" + (bytes - 1) + "\r\n";
            channel.write(
                    ByteBuffer.wrap(
                            ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + range + "\r\n")
                                    .getBytes(StandardCharsets.ISO_8859_1)));
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
            channel.read(buffer);
            buffer.flip();
            String begun = StandardCharsets.ISO_8859_1.decode(buffer).toString();
            int head = begun.indexOf("\r\n\r\n");
            if (!begun.startsWith("HTTP/1.1 206") || head < 0) {
                throw new IOException("answered " + begun);
            }
            long left = bytes - (begun.length() - head - 4);
            while (left > 0) {
                buffer.clear();
                int length = channel.read(buffer);
                if (length < 0) {
                    throw new IOException(left + " bytes are missing");
                }
                left -= length;
            }
            return bytes;
        }
    }

    /** A published item with one file. */
    private static String item(Database database, String name, long size) throws Exception {
        UUID item = UUID.randomUUID();
        UUID rendition = UUID.randomUUID();
        database.execute(
                """
                INSERT INTO item (id, slug, version, type, status, status_changed_at, created_at, updated_at, published_at,
                    language, title, usage_terms_version)
                VALUES ('%s', 'benchmark-%s', 1, 'VIDEO', 'PUBLISHED', now(), now(), now(), now(), 'en', '%s', 1)
                """
                        .formatted(item, name, name),
                """
                INSERT INTO rendition (id, item_id, position, name, purpose, access, file_key, filename, media_type,
                    size_bytes, sha256, created_at)
                VALUES ('%s', '%s', 0, 'broadcast', 'BROADCAST', 'ACCOUNT', 'benchmark/%s.bin', '%s.bin', 'video/mp4',
                    %d, '%s', now())
                """
                        .formatted(rendition, item, name, name, size, "0".repeat(64)));
        return "/v1/media/" + item + "/renditions/" + rendition + "/downloads";
    }

    private static String link(int port, String token, String path) throws IOException {
        try (Http connection = new Http(port)) {
            String url =
                    connection
                            .exchange("POST " + path, "Authorization: Bearer " + token + "\r\n", "")
                            .require(201)
                            .member("url");
            return url.substring(url.indexOf("/d/"));
        }
    }

    private static void fill(Path file) throws IOException {
        byte[] block = new byte[1 << 20];
        new Random(1).nextBytes(block);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (long written = 0; written < GIBIBYTE; written += block.length) {
                channel.write(ByteBuffer.wrap(block));
            }
        }
    }

    private Program nginx(Path files, int straight, int proxy, int media) throws Exception {
        Path program = Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        if (program == null) {
            print("There is no nginx: no figures beside it%n");
            return null;
        }
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(
                configuration,
                """
                daemon off;
                worker_processes auto;
                user root;
                pid %1$s/nginx.pid;
                error_log %1$s/nginx-error.log;
                events { worker_connections 1024; }
                http {
                    access_log off;
                    sendfile on;
                    tcp_nopush on;
                    proxy_max_temp_file_size 0;
                    proxy_http_version 1.1;
                    client_body_temp_path %1$s/nginx-body;
                    proxy_temp_path %1$s/nginx-proxy;
                    server { listen 127.0.0.1:%2$d; root %3$s; }
                    server {
                        listen 127.0.0.1:%4$d;
                        location / { proxy_pass http://127.0.0.1:%5$d; proxy_set_header Connection ""; }
                    }
                }
                """
                        .formatted(folder, straight, files, proxy, media));
        return Program.command(
                "nginx", folder, straight, "/", program.toString(), "-c", configuration.toString());
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
        System.out.flush();
    }
}
