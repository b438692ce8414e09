import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What account-service does in a second on this machine; README.md says what the figures mean. */
final class Benchmarks {

    private static final int ACCOUNTS = 100_000;
    private static final int RESETS = 12_000;
    private static final double START_SECONDS = 60;
    private static final double MIXED_SECONDS = 75;
    private static final int REGISTRATIONS = 400;
    private static final int WORKERS = 16;

    /** A server is warm when its rate has not grown by more than this since five seconds before. */
    private static final double GROWTH = 1.05;

    private static final int WARM_UP_ROUNDS = 12;
    private static final double WARM_UP_SECONDS = 5;

    /** Of what the server can do; the rate at which the open loop asks. */
    private static final double USUAL = 0.5;

    private final int cores = Runtime.getRuntime().availableProcessors();
    private final List<String> rows = new ArrayList<>();
    private final Queue<String> refreshTokens = new ConcurrentLinkedQueue<>();
    /** Those from 1 to this number have logged in. */
    private final AtomicInteger people = new AtomicInteger();

    private final Service service;
    private final Set<String> wanted;

    /** Load and the processor time of the servers for it. */
    private record Measured(Load.Outcome load, Duration cpu) {

        static Measured of(Supplier<Duration> cpu, Callable<Load.Outcome> load) throws Exception {
            Duration before = cpu.get();
            Load.Outcome outcome = load.call();
            return new Measured(outcome, cpu.get().minus(before));
        }

        Measured with(Measured other) {
            return new Measured(load.with(other.load), cpu.plus(other.cpu));
        }

        double cpuMillisEach() {
            return cpu.toNanos() / 1e6 / load.times().length;
        }
    }

    private Benchmarks(Service service, Set<String> wanted) {
        this.service = service;
        this.wanted = wanted;
    }

    public static void main(String... arguments) throws Exception {
        Path folder = Files.createTempDirectory("account-benchmarks");
        try (Service service = new Service(folder)) {
            new Benchmarks(service, Set.of(arguments)).run(folder);
        }
    }

    private void run(Path folder) throws Exception {
        System.out.printf(
                "%d cores, Java %s, fsync %s, synchronous_commit %s%n",
                cores,
                Runtime.version(),
                service.value("SHOW fsync"),
                service.value("SHOW synchronous_commit"));
        say("the machine");
        double secondsEach = Machine.secondsEachHash(cores, 5);
        double signature = Machine.secondsEachSignature(cores, 3);
        double limit = cores / secondsEach;
        say("accounts");
        Service.Memory before = service.memory();
        service.addAccounts(ACCOUNTS);
        say("warm-up");
        warmUp();
        Measured logins = measuredIf("logins", this::logins);
        measuredIf("refreshes", this::refreshes);
        measuredIf("confirmations", this::confirmations);
        measuredIf("grants", () -> grants(folder));
        Service.Memory after = service.memory();
        System.out.println();
        System.out.println(
                "| operation | per second | p50 ms | p99 ms | CPU ms each | at | p50 ms | p99 ms"
                    + " |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        rows.forEach(System.out::println);
        System.out.println();
        print(
                "A hash takes a core %.1f ms while all %d hash: at most %.1f a second.",
                secondsEach * 1000, cores, limit);
        print(
                "A signature by ES256 takes a core %.2f ms: at most %.0f a second.",
                signature * 1000, cores / signature);
        if (logins != null) {
            print("Logins reach %.2f of that.", logins.load().rate() / limit);
        }
        print(
                "Heap after collection %d MiB before, %d MiB after %d accounts and the load;"
                        + " resident %d and %d MiB.",
                before.heap(), after.heap(), ACCOUNTS, before.resident(), after.resident());
    }

    /** What comes of a part, or null when others were asked for. */
    private Measured measuredIf(String part, Callable<Measured> measure) throws Exception {
        if (!wanted.isEmpty() && !wanted.contains(part)) {
            return null;
        }
        say(part);
        return measure.call();
    }

    /** A login of a person, from where they always log in. */
    private void logIn(Http connection, int person) throws IOException {
        String body =
                "{\"email\":\"%s\",\"password\":\"%s\"}"
                        .formatted(Service.address(person), Service.PASSWORD);
        refreshTokens.add(
                connection.post("/v1/sessions", body, person).require(201).member("refreshToken"));
    }

    /** Of people who have not logged in before; each is mailed a notice of that. */
    private Load.Operation firstLogin() {
        return (worker, connection) -> {
            int person = people.incrementAndGet();
            logIn(connection, person);
            return true;
        };
    }

    /**
     * A login is rare and long, so that by logins alone the virtual machine would take many minutes
     * to compile what belongs to one: most of it belongs to a refresh as well.
     */
    private void warmUp() throws Exception {
        Load.Operation login = firstLogin();
        Load.Operation refresh = refresh();
        Load.closed(service.port, cores * 2, WARM_UP_SECONDS, login);
        Load.closed(
                service.port,
                WORKERS,
                MIXED_SECONDS,
                (worker, connection) ->
                        (worker == 0 ? login : refresh).once(worker, connection));
    }

    private Measured logins() throws Exception {
        warmUp(service.port, cores * 2, firstLogin());
        int known = people.get();
        AtomicInteger next = new AtomicInteger();
        Load.Operation login =
                (worker, connection) -> {
                    logIn(connection, 1 + next.getAndIncrement() % known);
                    return true;
                };
        Load.closed(service.port, cores * 2, WARM_UP_SECONDS, login);
        Measured most = measured(cores * 2, 15, login);
        report(
                "logins",
                most,
                Load.open(service.port, WORKERS, most.load().rate() * USUAL, 8, login));
        return most;
    }

    private Load.Operation refresh() {
        return (worker, connection) -> {
            String body = "{\"refreshToken\":\"" + refreshTokens.remove() + "\"}";
            refreshTokens.add(
                    connection
                            .post("/v1/sessions/refresh", body)
                            .require(200)
                            .member("refreshToken"));
            return true;
        };
    }

    private Measured refreshes() throws Exception {
        Load.Operation refresh = refresh();
        warmUp(service.port, WORKERS, refresh);
        Measured most = measured(WORKERS, 8, refresh);
        report(
                "refreshes",
                most,
                Load.open(service.port, WORKERS, most.load().rate() * USUAL, 6, refresh));
        return most;
    }

    private Measured confirmations() throws Exception {
        Measured ofResets = resets();
        registrations();
        return ofResets;
    }

    private Measured resets() throws Exception {
        Queue<String> flows = new ConcurrentLinkedQueue<>();
        AtomicInteger next = new AtomicInteger(1);
        Load.Operation start =
                (worker, connection) -> {
                    int number = next.getAndIncrement();
                    if (number > RESETS) {
                        return false;
                    }
                    flows.add(
                            connection
                                    .post(
                                            "/v1/password-resets",
                                            "{\"email\":\"%s\"}".formatted(Service.address(number)))
                                    .require(202)
                                    .member("passwordResetId"));
                    return true;
                };
        Measured starts = measured(WORKERS, START_SECONDS, start);
        add(row("starts of a reset, with its mail", starts));
        for (String flow : flows) {
            service.awaitCode(flow);
        }
        Load.Operation confirm = confirmation("/v1/password-resets/", flows, 200);
        Load.closed(service.port, WORKERS, 3, confirm);
        Measured most = measured(WORKERS, 3, confirm);
        report(
                "code confirmations (reset)",
                most,
                Load.open(service.port, WORKERS, most.load().rate() * USUAL, 4, confirm));
        return most;
    }

    private void registrations() throws Exception {
        Queue<String> flows = new ConcurrentLinkedQueue<>();
        AtomicInteger next = new AtomicInteger();
        Load.Operation start =
                (worker, connection) -> {
                    int number = next.getAndIncrement();
                    if (number >= REGISTRATIONS) {
                        return false;
                    }
                    flows.add(
                            connection
                                    .post(
                                            "/v1/registrations",
                                            "{\"email\":\"new-%d@example.org\",\"password\":\"%s\"}"
                                                    .formatted(number, Service.PASSWORD))
                                    .require(202)
                                    .member("registrationId"));
                    return true;
                };
        Load.closed(service.port, cores * 2, START_SECONDS, start);
        for (String flow : flows) {
            service.awaitCode(flow);
        }
        Load.Operation confirm = confirmation("/v1/registrations/", flows, 201);
        Load.closed(service.port, WORKERS, 0.2, confirm);
        add(
                row(
                        "code confirmations (registration: account and session made)",
                        measured(WORKERS, 10, confirm)));
    }

    private Load.Operation confirmation(String path, Queue<String> flows, int status) {
        return (worker, connection) -> {
            String flow = flows.poll();
            if (flow == null) {
                return false;
            }
            String code = service.mails.codes().get(flow);
            connection
                    .post(path + flow + "/verification", "{\"code\":\"" + code + "\"}")
                    .require(status);
            return true;
        };
    }

    /** In turns, so that whatever else goes on here meets both. */
    private Measured grants(Path folder) throws Exception {
        Load.Operation ours =
                grant(
                        "/oauth2/token",
                        Service.CLIENT,
                        service.clientSecret,
                        "grant_type=client_credentials&scope=internal.media");
        try (Keycloak keycloak = Keycloak.startIfThere(folder, service)) {
            warmUp(service.port, WORKERS, ours);
            if (keycloak == null) {
                print("Keycloak's distribution is not there; its grants are left out.");
                Measured alone = measured(WORKERS, 8, ours);
                add(row("client-credential grants", alone));
                return alone;
            }
            Load.Operation theirs =
                    grant(
                            Keycloak.tokenPath(),
                            Keycloak.CLIENT,
                            keycloak.clientSecret,
                            "grant_type=client_credentials");
            try (Http alone = new Http(keycloak.port)) {
                // Makes its key for ES256 now; asked by many at once it makes many and stumbles.
                theirs.once(0, alone);
            }
            warmUp(keycloak.port, WORKERS, theirs);
            Measured our = null;
            Measured their = null;
            Load.Outcome ourUsual = null;
            Load.Outcome theirUsual = null;
            for (int round = 0; round < 3; round++) {
                our = both(our, measured(WORKERS, 4, ours));
                their =
                        both(
                                their,
                                Measured.of(
                                        keycloak::cpu,
                                        () -> Load.closed(keycloak.port, WORKERS, 4, theirs)));
            }
            for (int round = 0; round < 2; round++) {
                double rate = their.load().rate() * USUAL;
                ourUsual = both(ourUsual, Load.open(service.port, WORKERS, rate, 3, ours));
                theirUsual = both(theirUsual, Load.open(keycloak.port, WORKERS, rate, 3, theirs));
            }
            report("client-credential grants", our, ourUsual);
            report("the same by Keycloak", their, theirUsual);
            print(
                    "Grants a second: %.2f times Keycloak's; p50 %.2f and p99 %.2f of Keycloak's at"
                            + " the same rate.",
                    our.load().rate() / their.load().rate(),
                    ourUsual.millis(0.5) / theirUsual.millis(0.5),
                    ourUsual.millis(0.99) / theirUsual.millis(0.99));
            return our;
        }
    }

    private static Load.Operation grant(String path, String client, String secret, String form) {
        String credentials =
                client + ":" + java.net.URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String authorization =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return (worker, connection) -> {
            connection.form(path, authorization, form).require(200).member("access_token");
            return true;
        };
    }

    /** Until the virtual machine has compiled what matters. */
    private static void warmUp(int port, int workers, Load.Operation operation) throws Exception {
        double last = 0;
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            double rate = Load.closed(port, workers, WARM_UP_SECONDS, operation).rate();
            System.err.printf(Locale.ROOT, "  %.0f/s%n", rate);
            if (rate < last * GROWTH) {
                return;
            }
            last = rate;
        }
    }

    private Measured measured(int workers, double seconds, Load.Operation operation)
            throws Exception {
        return Measured.of(
                service::cpu, () -> Load.closed(service.port, workers, seconds, operation));
    }

    private static Measured both(Measured one, Measured other) {
        return one == null ? other : one.with(other);
    }

    private static Load.Outcome both(Load.Outcome one, Load.Outcome other) {
        return one == null ? other : one.with(other);
    }

    private void report(String what, Measured most, Load.Outcome usual) {
        add(
                row(what, most)
                        + String.format(
                                Locale.ROOT,
                                " %.0f/s | %.1f | %.1f |",
                                usual.rate(),
                                usual.millis(0.5),
                                usual.millis(0.99)));
    }

    private void add(String row) {
        rows.add(row);
        System.err.println(row);
    }

    private static String row(String what, Measured most) {
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.1f | %.1f | %.2f |",
                what,
                most.load().rate(),
                most.load().millis(0.5),
                most.load().millis(0.99),
                most.cpuMillisEach());
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    private static void say(String phase) {
        System.err.println(java.time.LocalTime.now().withNano(0) + " " + phase);
    }
}
