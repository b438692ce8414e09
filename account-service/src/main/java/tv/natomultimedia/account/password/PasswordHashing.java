package tv.natomultimedia.account.password;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.secret.Bytes;

/**
 * Makes and checks password hashes, as many at once as there are cores: each takes a core and 19
 * MiB for some 30 milliseconds. Whoever finds the queue full gets 503 {@code service-unavailable}
 * with Retry-After.
 */
@ApplicationScoped
public class PasswordHashing {

    private final Argon2id argon2id;
    private final PasswordHashRules rules;
    private final ThreadPoolExecutor threads;

    /** Of each of the threads; goes with it when there is nothing to hash for a while. */
    private final ThreadLocal<BlockPool> memory;

    private final String hashOfNobody;

    PasswordHashing(PasswordHashRules rules) {
        this.rules = rules;
        this.argon2id =
                new Argon2id(rules.memoryKibibytes(), rules.iterations(), rules.parallelism());
        this.memory = ThreadLocal.withInitial(argon2id::memoryForOne);
        int cores = rules.threads().orElseGet(() -> Runtime.getRuntime().availableProcessors());
        this.threads =
                new ThreadPoolExecutor(
                        cores,
                        cores,
                        1,
                        TimeUnit.MINUTES,
                        new ArrayBlockingQueue<>(rules.queue()),
                        Thread.ofPlatform().name("password-hash-", 0).daemon().factory(),
                        new ThreadPoolExecutor.AbortPolicy());
        this.threads.allowCoreThreadTimeOut(true);
        this.hashOfNobody = hash(Bytes.base64Url(Bytes.random(32)));
    }

    /** A new hash of a password that has passed the policy. */
    public String hash(String password) {
        return run(() -> argon2id.hash(password, memory.get()));
    }

    /**
     * Whether the password belongs to the hash; without a hash the same work is done for nobody.
     */
    public boolean matches(String password, String hash) {
        return run(
                        () ->
                                Argon2id.matches(
                                        password, hash == null ? hashOfNobody : hash, memory.get()))
                && hash != null;
    }

    /** Whether a hash was made under other parameters than those of today. */
    public boolean isOutdated(String hash) {
        return !argon2id.made(hash);
    }

    private <T> T run(Callable<T> work) {
        try {
            return threads.submit(work).get();
        } catch (RejectedExecutionException full) {
            throw Problems.builder(ProblemType.SERVICE_UNAVAILABLE)
                    .withHeader("Retry-After", Math.max(1, rules.retryAfter().toSeconds()))
                    .build();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("hashing failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
