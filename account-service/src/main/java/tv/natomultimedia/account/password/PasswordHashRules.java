package tv.natomultimedia.account.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** The cost of Argon2id and how much of it may go on at once. */
@ConfigMapping(prefix = "password-hash")
public interface PasswordHashRules {

    /** OWASP's minimum, in KiB. */
    String MEMORY_KIBIBYTES = "19456";

    /** The passes that belong to it. */
    String ITERATIONS = "2";

    /** Memory of one hash in KiB. Hashes of other parameters are renewed at the next login. */
    @WithDefault(MEMORY_KIBIBYTES)
    int memoryKibibytes();

    /** Passes over the memory. */
    @WithDefault(ITERATIONS)
    int iterations();

    /** Lanes; more than one gains nothing here, as every core has its own hash to make. */
    @WithDefault("1")
    int parallelism();

    /** Hashes made at the same time; the number of cores when not set. */
    OptionalInt threads();

    /**
     * Hashes that may wait for a thread. Beyond it callers get 503 at once instead of a long wait.
     */
    @WithDefault("64")
    int queue();

    /** What callers who find the queue full are told to wait. */
    @WithDefault("PT2S")
    Duration retryAfter();
}
