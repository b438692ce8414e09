import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reading a catalogue of a million items; README.md says what the figures mean. */
final class Catalogue {

    private static final int WORKERS = 16;
    private static final int VARIANTS = 100;
    private static final int DEEP_PAGES = 2_000;

    /** Fewer, since a command line holds the ids of all of them. */
    private static final int CHANGE_PAGES = 30;

    private static final double WARM_UP_SECONDS = 90;
    private static final double SECONDS = 8;
    private static final double USUAL = 0.5;
    private static final int REQUESTS = 1_000;
    private static final double MOST_SECONDS = 40;
    private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");
    private static final Pattern CURSOR = Pattern.compile("\"nextCursor\":\"([^\"]+)\"");

    /** What is asked for, in turns. */
    private record Operation(String name, List<String> paths) {

        private boolean isRemembered() {
            return paths.getFirst().matches("/v1/media(\\?.*)?");
        }
    }

    private final Database database;
    private final int port;
    private final String token;
    private final Path pgbench;
    private final Path folder;
    private final List<String> only;

    private Catalogue(
            Database database,
            int port,
            String token,
            Path pgbench,
            Path folder,
            List<String> only) {
        this.database = database;
        this.port = port;
        this.token = token;
        this.pgbench = pgbench;
        this.folder = folder;
        this.only = only;
    }

    public static void main(String... arguments) throws Exception {
        int items = 1_000_000;
        Path kept = null;
        List<String> only = List.of();
        for (String argument : arguments) {
            if (argument.startsWith("--data=")) {
                kept = Path.of(argument.substring(argument.indexOf('=') + 1)).toAbsolutePath();
            } else if (argument.startsWith("--only=")) {
                only = List.of(argument.substring(argument.indexOf('=') + 1).split(";"));
            } else {
                items = Integer.parseInt(argument);
            }
        }
        Path folder = Files.createTempDirectory("media-benchmarks");
        int port = Program.freePort();
        try (Database database =
                        new Database(kept == null ? folder.resolve("postgresql") : kept, folder);
                Issuer issuer = new Issuer()) {
            Map<String, String> settings = new HashMap<>(database.settings());
            settings.put("data.directory", folder.resolve("data").toString());
            settings.put("demonstration.enabled", "false");
            settings.put("public-url", issuer.url());
            settings.put("account.url", issuer.url());
            List<Operation> operations;
            Map<String, Double> rates;
            settings.put("search.page-memory", "0");
            try (Program service =
                    Program.service("media-service", folder, port, "/v1/topics", settings)) {
                if (database.column("SELECT 1 FROM item LIMIT 1").isEmpty()) {
                    long start = System.nanoTime();
                    new Generate(database.url(), Database.USER, Database.USER, items).run();
                    print("%d items generated in %.0f s%n", items, (System.nanoTime() - start) / 1e9);
                }
                String token = issuer.token(issuer.url());
                Catalogue catalogue =
                        new Catalogue(database, port, token, pgbench(), folder, only);
                operations = catalogue.operations();
                rates = catalogue.run(operations);
                print("%nresident after it: %d MiB%n%n", service.resident());
            }
            settings.remove("search.page-memory");
            try (Program service =
                    Program.service("media-service", folder, port, "/v1/topics", settings)) {
                String token = issuer.token(issuer.url());
                new Catalogue(database, port, token, null, folder, only)
                        .runRemembering(operations, rates);
                print("%nresident after it: %d MiB%n", service.resident());
            }
        }
        try (Stream<Path> left = Files.walk(folder)) {
            left.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }

    private List<Operation> operations() throws Exception {
        List<String> titles =
                database.column(
                        "SELECT title FROM item TABLESAMPLE SYSTEM (1) REPEATABLE (7) LIMIT " + VARIANTS);
        List<String> pairs = titles.stream().map(title -> encoded(twoWords(title))).toList();
        List<Operation> all = new ArrayList<>();
        all.add(new Operation("newest page", List.of("/v1/media")));
        if (wanted("deep page")) {
            all.add(new Operation("deep page", List.of("/v1/media?cursor=" + deepCursor())));
        }
        all.add(new Operation("two words", each(pairs, "/v1/media?q=")));
        all.add(
                new Operation(
                        "two words by relevance", each(pairs, "/v1/media?sort=relevance&q=")));
        all.add(
                new Operation(
                        "a common word",
                        Stream.of(0, 1, 2, 3, 4).map(n -> "/v1/media?q=" + Words.word(n)).toList()));
        all.add(new Operation("by topic", numbered("/v1/media?topic=generated-topic-", 60)));
        all.add(
                new Operation(
                        "two words, six facets",
                        each(
                                pairs,
                                "/v1/media?facets=type,topic,location,country,language,person&q=")));
        all.add(
                new Operation(
                        "suggestions",
                        each(
                                titles.stream().map(title -> encoded(beginning(title))).toList(),
                                "/v1/media/suggestions?q=")));
        if (wanted("100 changes")) {
            all.add(new Operation("100 changes", changes()));
        }
        return all.stream().filter(operation -> wanted(operation.name())).toList();
    }

    /** Every page found anew: how many a second, by the name of the operation. */
    private Map<String, Double> run(List<Operation> operations) throws Exception {
        warmUp();
        print(
                "| operation | per second | p50 ms | p99 ms | at | p50 ms | p99 ms | bare SQL per second | ratio |%n"
                        + "|---|---|---|---|---|---|---|---|---|%n");
        Map<String, Double> rates = new HashMap<>();
        for (Operation operation : operations) {
            rates.put(operation.name(), measure(operation.name(), operation.paths()));
        }
        return rates;
    }

    /** As the service is by default: pages that were just written are not found again. */
    private void runRemembering(List<Operation> operations, Map<String, Double> before)
            throws Exception {
        warmUp();
        print(
                "| remembering | per second | p50 ms | p99 ms | at | p50 ms | p99 ms | ratio to found anew |%n"
                        + "|---|---|---|---|---|---|---|---|%n");
        for (Operation operation : operations) {
            if (operation.isRemembered()) {
                Load.Operation asking = asking(operation.paths());
                Load.closed(port, WORKERS, 3, asking);
                Load.Outcome most = Load.closed(port, WORKERS, SECONDS, asking);
                double rate = before.get(operation.name());
                Load.Outcome usual = usual(rate * USUAL, asking);
                print(
                        "| %s | %.0f | %.1f | %.1f | %.0f/s | %.1f | %.1f | %.1f |%n",
                        operation.name(),
                        most.rate(),
                        most.millis(0.5),
                        most.millis(0.99),
                        rate * USUAL,
                        usual.millis(0.5),
                        usual.millis(0.99),
                        most.rate() / rate);
            }
        }
    }

    /** A server just started takes ten times as long, until its compiler has caught up. */
    private void warmUp() throws Exception {
        AtomicInteger next = new AtomicInteger();
        Load.closed(
                port,
                WORKERS,
                WARM_UP_SECONDS,
                (worker, connection) -> {
                    int n = next.getAndIncrement();
                    String words = Words.word(20 + n % 400);
                    String path =
                            switch (n % 4) {
                                case 0 -> "/v1/media";
                                case 1 -> "/v1/media?facets=type,topic,person&q=" + words;
                                case 2 -> "/v1/media?sort=relevance&q=" + words;
                                default -> "/v1/media/suggestions?q=" + words;
                            };
                    connection.get(path);
                    return true;
                });
    }

    private boolean wanted(String name) {
        return only.isEmpty() || only.contains(name);
    }

    private double measure(String name, List<String> paths) throws Exception {
        Load.Operation operation = asking(paths);
        Load.closed(port, WORKERS, 3, operation);
        Load.Outcome most = Load.closed(port, WORKERS, SECONDS, operation);
        Load.Outcome usual = usual(most.rate() * USUAL, operation);
        String bare = "–";
        String ratio = "–";
        if (pgbench != null) {
            double rate = bare(name, paths);
            bare = "%.0f".formatted(rate);
            ratio = "%.2f".formatted(most.rate() / rate);
        }
        print(
                "| %s | %.0f | %.1f | %.1f | %.0f/s | %.1f | %.1f | %s | %s |%n",
                name,
                most.rate(),
                most.millis(0.5),
                most.millis(0.99),
                most.rate() * USUAL,
                usual.millis(0.5),
                usual.millis(0.99),
                bare,
                ratio);
        return most.rate();
    }

    /** Requests that come at even intervals. */
    private Load.Outcome usual(double rate, Load.Operation operation) throws Exception {
        // Long enough for a hundredth of the requests to be more than one or two.
        double seconds = Math.clamp(REQUESTS / rate, SECONDS, MOST_SECONDS);
        return Load.open(port, WORKERS, Math.max(1, rate), seconds, operation);
    }

    private Load.Operation asking(List<String> paths) {
        AtomicInteger next = new AtomicInteger();
        return (worker, connection) -> {
            ask(connection, paths.get(next.getAndIncrement() % paths.size()));
            return true;
        };
    }

    private Http.Answer ask(Http connection, String path) throws IOException {
        String field =
                path.startsWith("/v1/changes") ? "Authorization: Bearer " + token + "\r\n" : "";
        return connection.exchange("GET " + path, field, "").require(200);
    }

    /** What PostgreSQL does when nothing but the statements that the service sends is sent to it. */
    private double bare(String name, List<String> paths) throws Exception {
        Path scripts = Files.createDirectory(folder.resolve("pgbench-" + name.replaceAll("\\W+", "-")));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                pgbench.toString(),
                                "--host=127.0.0.1",
                                "--port=" + database.port(),
                                "--username=" + Database.USER,
                                "--no-vacuum",
                                "--protocol=prepared",
                                "--client=" + WORKERS,
                                "--jobs=2",
                                "--time=" + (int) SECONDS));
        List<List<Database.Asked>> all;
        try (Http connection = new Http(port)) {
            all =
                    database.statements(
                            paths.stream()
                                    .map(path -> (Database.Asking) () -> ask(connection, path))
                                    .toList());
        }
        for (int i = 0; i < all.size(); i++) {
            String prefix = "v" + i + "_";
            StringBuilder script = new StringBuilder();
            for (Database.Asked asked : all.get(i)) {
                if (asked.anew()) {
                    script.append("\\startpipeline\nSET plan_cache_mode = force_custom_plan;\n");
                }
                script.append(prepared(asked, prefix + script.length() + "_", command));
                if (asked.anew()) {
                    script.append("SET plan_cache_mode = auto;\n\\endpipeline\n");
                }
            }
            command.add("--file=" + Files.writeString(scripts.resolve(i + ".sql"), script));
        }
        command.add("postgres");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // As on the service's connections.
        builder.environment().put("PGOPTIONS", "-c jit=off");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = Pattern.compile("tps = ([0-9.]+)").matcher(said);
        if (process.waitFor() != 0 || !rate.find()) {
            throw new IllegalStateException("pgbench: " + said);
        }
        return Double.parseDouble(rate.group(1));
    }

    /** The statement with variables at its places, whose values are given on the command line. */
    private static String prepared(Database.Asked asked, String prefix, List<String> command) {
        asked.values()
                .forEach(
                        (number, value) -> {
                            if (value != null) {
                                command.add("--define=" + prefix + number + "=" + value);
                            }
                        });
        return PLACE.matcher(asked.text())
                        .replaceAll(
                                place ->
                                        asked.values().get(Integer.valueOf(place.group(1))) == null
                                                ? "NULL"
                                                : ":" + prefix + place.group(1))
                + ";\n";
    }

    private String deepCursor() throws Exception {
        String cursor = null;
        try (Http connection = new Http(port)) {
            for (int page = 0; page < DEEP_PAGES; page++) {
                String body =
                        connection
                                .get("/v1/media?limit=100" + (cursor == null ? "" : "&cursor=" + cursor))
                                .require(200)
                                .body();
                Matcher next = CURSOR.matcher(body);
                if (!next.find()) {
                    return cursor;
                }
                cursor = next.group(1);
            }
        }
        return cursor;
    }

    /** Pages of the feed, one after the other. */
    private List<String> changes() throws Exception {
        List<String> paths = new ArrayList<>();
        String path = "/v1/changes?limit=100";
        try (Http connection = new Http(port)) {
            for (int i = 0; i < CHANGE_PAGES; i++) {
                paths.add(path);
                Matcher next =
                        CURSOR.matcher(ask(connection, path).body());
                if (!next.find()) {
                    break;
                }
                path = "/v1/changes?limit=100&cursor=" + next.group(1);
            }
        }
        return paths;
    }

    private static List<String> each(List<String> values, String path) {
        return values.stream().map(value -> path + value).toList();
    }

    private static List<String> numbered(String path, int number) {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            paths.add(path + i);
        }
        return paths;
    }

    /** The longest words are the rare ones. */
    private static String twoWords(String title) {
        return Stream.of(title.split(" "))
                .sorted((one, other) -> other.length() - one.length())
                .limit(2)
                .reduce((one, other) -> one + " " + other)
                .orElseThrow();
    }

    private static String beginning(String title) {
        String word = title.toLowerCase(Locale.ROOT).split(" ")[new Random(title.hashCode()).nextInt(3)];
        return word.substring(0, Math.min(word.length(), 4));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Path pgbench() throws IOException {
        for (String folder : System.getenv("PATH").split(":")) {
            Path found = Path.of(folder, "pgbench");
            if (Files.isExecutable(found)) {
                return found;
            }
        }
        print("pgbench is not on the PATH: no figures for bare SQL%n");
        return null;
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
        System.out.flush();
    }
}
