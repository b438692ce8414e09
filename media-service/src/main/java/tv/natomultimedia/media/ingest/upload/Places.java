package tv.natomultimedia.media.ingest.upload;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/** Room for requests that send bytes to this instance: for all together, and for each editor. */
final class Places {

    private static final int RETRY_AFTER_SECONDS = 5;

    private final Semaphore all;
    private final int perEditor;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    Places(int all, int perEditor) {
        this.all = new Semaphore(all);
        this.perEditor = perEditor;
    }

    /**
     * Takes one until it is closed.
     *
     * @throws HttpProblem 429 when the editor has enough, 503 when there is none left
     */
    Place take(String principal) {
        if (taken.merge(principal, 1, Integer::sum) > perEditor) {
            giveBack(principal);
            throw refusal(ProblemType.TOO_MANY_REQUESTS);
        }
        if (!all.tryAcquire()) {
            giveBack(principal);
            throw refusal(ProblemType.SERVICE_UNAVAILABLE);
        }
        return () -> {
            all.release();
            giveBack(principal);
        };
    }

    /** A place that was taken. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    private void giveBack(String principal) {
        taken.computeIfPresent(principal, (key, count) -> count == 1 ? null : count - 1);
    }

    private static HttpProblem refusal(ProblemType type) {
        return Problems.builder(type).withHeader("Retry-After", RETRY_AFTER_SECONDS).build();
    }
}
