import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * What the machine can hash: Argon2id of the service's library and cost (19 456 KiB, 2 passes, 1
 * lane), on every core at once, for they share their way to memory.
 */
final class Hashes {

    private static final double WARM_UP_SECONDS = 2;

    private Hashes() {}

    /** Seconds that a core takes for a hash while all others hash as well. */
    static double secondsEach(int cores, double seconds) throws Exception {
        run(cores, WARM_UP_SECONDS);
        return run(cores, seconds);
    }

    private static double run(int cores, double seconds) throws Exception {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        Callable<double[]> core =
                () -> {
                    long begin = System.nanoTime();
                    int made = 0;
                    while (System.nanoTime() < end) {
                        hash();
                        made++;
                    }
                    return new double[] {(System.nanoTime() - begin) / 1e9, made};
                };
        double busy = 0;
        double hashes = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(cores)) {
            List<Future<double[]>> all = new ArrayList<>();
            for (int i = 0; i < cores; i++) {
                all.add(threads.submit(core));
            }
            for (Future<double[]> each : all) {
                busy += each.get()[0];
                hashes += each.get()[1];
            }
        }
        return busy / hashes;
    }

    private static void hash() {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(19_456)
                        .withIterations(2)
                        .withParallelism(1)
                        .withSalt(new byte[16])
                        .build());
        generator.generateBytes(Service.PASSWORD.toCharArray(), new byte[32]);
    }
}
