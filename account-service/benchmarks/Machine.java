import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * What the machine can do at most, on every core at once, for they share their way to memory: what
 * a login and an access token cannot do without.
 */
final class Machine {

    private static final double WARM_UP_SECONDS = 4;

    private static final int KIBIBYTES = 19_456;

    /** Used again by each thread, as the service does, or collecting garbage would be measured. */
    private static final ThreadLocal<BlockPool> MEMORY =
            ThreadLocal.withInitial(
                    () -> new FixedBlockPool(Argon2BytesGenerator.getBlockCount(KIBIBYTES, 1)));

    private Machine() {}

    /**
     * Seconds that a core takes for a hash while all others hash as well: Argon2id of the service's
     * library and cost (19 456 KiB, 2 passes, 1 lane).
     */
    static double secondsEachHash(int cores, double seconds) throws Exception {
        return secondsEach(cores, seconds, Machine::hash);
    }

    /** Seconds that a core takes to sign by ES256 while all others do so as well. */
    static double secondsEachSignature(int cores, double seconds) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        return secondsEach(cores, seconds, () -> sign(pair));
    }

    private interface Work {
        void once() throws GeneralSecurityException;
    }

    private static double secondsEach(int cores, double seconds, Work work) throws Exception {
        run(cores, WARM_UP_SECONDS, work);
        return run(cores, seconds, work);
    }

    private static double run(int cores, double seconds, Work work) throws Exception {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        Callable<double[]> core =
                () -> {
                    long begin = System.nanoTime();
                    int made = 0;
                    while (System.nanoTime() < end) {
                        work.once();
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
                        .withMemoryAsKB(KIBIBYTES)
                        .withIterations(2)
                        .withParallelism(1)
                        .withSalt(new byte[16])
                        .withBlockPool(MEMORY.get())
                        .build());
        generator.generateBytes(Service.PASSWORD.toCharArray(), new byte[32]);
    }

    private static void sign(KeyPair pair) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(pair.getPrivate());
        signature.update(new byte[600]);
        signature.sign();
    }
}
