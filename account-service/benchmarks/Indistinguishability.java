import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether the time of an answer tells if an address has an account. Of each pair one request is for
 * an address with and one for an address without an account, in random order, nothing else going
 * on. A difference is believed when the Mann-Whitney test finds it twice: p ≤ 0.01 in one series
 * and again in a fresh one, which chance does once in ten thousand.
 */
final class Indistinguishability {

    private static final int PAIRS = 300;
    private static final int WARM_UP = 150;
    private static final double SIGNIFICANT = 0.01;
    private static final int ACCOUNTS = 20_000;
    private static final int SUSPENDED = 10_000;

    private final Service service;
    private final Set<String> only;
    private final Random random = new Random();
    private final AtomicInteger active = new AtomicInteger();
    private final AtomicInteger suspended = new AtomicInteger(SUSPENDED);
    private final AtomicInteger nobody = new AtomicInteger();
    private boolean differs;

    private Indistinguishability(Service service, Set<String> only) {
        this.service = service;
        this.only = only;
    }

    public static void main(String... arguments) throws Exception {
        MannWhitney.check();
        Path folder = Files.createTempDirectory("account-indistinguishability");
        boolean differs;
        try (Service service = new Service(folder)) {
            Indistinguishability test = new Indistinguishability(service, Set.of(arguments));
            test.run();
            differs = test.differs;
        }
        System.exit(differs ? 1 : 0);
    }

    /** Makes an address that has not been used yet. */
    private interface Addresses {
        String next();
    }

    private void run() throws Exception {
        service.addAccounts(ACCOUNTS);
        service.execute(
                """
                UPDATE account SET status = 'SUSPENDED'
                WHERE substring(email FROM 'bench-(\\d+)@')::int > %d
                """
                        .formatted(SUSPENDED));
        Addresses known = () -> Service.address(active.incrementAndGet());
        Addresses locked = () -> Service.address(suspended.incrementAndGet());
        System.out.println("| request | address | p50 ms known | p50 ms unknown | p | |");
        System.out.println("|---|---|---|---|---|---|");
        String wrong = "\"password\":\"Another-Lantern-74\"";
        String right = "\"password\":\"" + Service.PASSWORD + "\"";
        compare("registration", "with an account", "/v1/registrations", known, right, 202);
        compare("password reset", "with an account", "/v1/password-resets", known, null, 202);
        compare("password reset", "suspended", "/v1/password-resets", locked, null, 202);
        compare("login, wrong password", "with an account", "/v1/sessions", known, wrong, 401);
        compare("login, right password", "suspended", "/v1/sessions", locked, right, 401);
        compare("login, wrong password", "suspended", "/v1/sessions", locked, wrong, 401);
    }

    private void compare(
            String request, String kind, String path, Addresses known, String more, int status)
            throws Exception {
        if (!only.isEmpty() && only.stream().noneMatch(request::startsWith)) {
            return;
        }
        try (Http connection = new Http(service.port)) {
            series(connection, WARM_UP, path, known, more, status);
            double p = 1;
            String verdict = "differs";
            double[][] times = null;
            for (int series = 0; series < 2 && verdict.equals("differs"); series++) {
                times = series(connection, PAIRS, path, known, more, status);
                p = MannWhitney.p(times[0], times[1]);
                verdict = p > SIGNIFICANT ? "alike" : "differs";
            }
            differs |= verdict.equals("differs");
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.2f | %.2f | %.3f | %s |%n",
                    request,
                    kind,
                    median(times[0]),
                    median(times[1]),
                    p,
                    verdict);
        }
    }

    private double[][] series(
            Http connection, int pairs, String path, Addresses known, String more, int status)
            throws Exception {
        double[][] times = new double[2][pairs];
        for (int i = 0; i < pairs; i++) {
            int first = random.nextInt(2);
            for (int kind : new int[] {first, 1 - first}) {
                String address =
                        kind == 0
                                ? known.next()
                                : "nobody-" + nobody.incrementAndGet() + "@example.org";
                String body =
                        "{\"email\":\"" + address + "\"" + (more == null ? "" : "," + more) + "}";
                long begin = System.nanoTime();
                Http.Answer answer = connection.post(path, body);
                times[kind][i] = (System.nanoTime() - begin) / 1e6;
                answer.require(status);
                // What the answer leaves behind, such as its mail, must not be timed with the next.
                Thread.sleep(2 + random.nextInt(4));
            }
        }
        return times;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
