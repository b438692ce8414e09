package tv.natomultimedia.account.revocation;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.revocation.Revocation.Page;

/**
 * Tells the services that verify tokens which of them ended before their time, as soon as that is
 * committed.
 */
@ApplicationScoped
public class RevocationFeed {

    private static final int RETRY_AFTER_SECONDS = 1;

    private final NumberedRevocations revocations;
    private final RevocationRules rules;
    private final Bell bell = new Bell();
    private final ConcurrentMap<String, Integer> waiting = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    RevocationFeed(NumberedRevocations revocations, RevocationRules rules) {
        this.revocations = revocations;
        this.rules = rules;
    }

    /**
     * The next revocations, at most 1 000; waits for one when there is none.
     *
     * @param follower the client that asks; each may have a number of polls waiting
     * @param after the sequence of the last one seen; 0 to start
     * @param atMost how long to wait
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 410 {@code feed-position-unknown} when
     *     {@code after} is before what is kept or was never given, so that the follower has to
     *     start again from 0; 503 {@code service-unavailable} when too many polls wait
     */
    public Page read(String follower, long after, Duration atMost) {
        long heard = bell.rings();
        Page page = revocations.after(after);
        if (!page.items().isEmpty() || atMost.isZero()) {
            return page;
        }
        waiting.compute(follower, (same, others) -> oneMore(others));
        try {
            return awaited(after, heard, System.nanoTime() + atMost.toNanos());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return page;
        } finally {
            waiting.computeIfPresent(follower, (same, all) -> all == 1 ? null : all - 1);
        }
    }

    private Page awaited(long after, long firstHeard, long deadline) throws InterruptedException {
        long heard = firstHeard;
        while (true) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            bell.await(heard, left.compareTo(rules.look()) < 0 ? left : rules.look());
            heard = bell.rings();
            Page page = revocations.after(after);
            if (!page.items().isEmpty() || stopped || System.nanoTime() - deadline >= 0) {
                return page;
            }
        }
    }

    private int oneMore(Integer others) {
        int present = others == null ? 0 : others;
        if (present >= rules.waiting()) {
            throw Problems.builder(ProblemType.SERVICE_UNAVAILABLE)
                    .withHeader("Retry-After", RETRY_AFTER_SECONDS)
                    .build();
        }
        return present + 1;
    }

    void noted(@Observes(during = TransactionPhase.AFTER_SUCCESS) Revocations.Noted noted) {
        bell.ring();
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
        bell.ring();
    }
}
