package tv.natomultimedia.account.world;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for what comes about by itself. What takes longer than the limit fails the test. */
public final class Soon {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Soon() {}

    public static void await(Duration limit, Callable<Boolean> condition) {
        within(limit).until(condition);
    }

    /** What the source gives as soon as it is as wanted. */
    public static <T> T await(Duration limit, Callable<T> source, Predicate<? super T> wanted) {
        return within(limit).until(source, wanted);
    }

    /** In this thread, and heeding no other: tests break things on purpose. */
    private static ConditionFactory within(Duration limit) {
        return Awaitility.await()
                .pollInSameThread()
                .dontCatchUncaughtExceptions()
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .atMost(limit);
    }
}
