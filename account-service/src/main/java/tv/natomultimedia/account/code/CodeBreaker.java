package tv.natomultimedia.account.code;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Watches the wrong codes of everybody, over all replicas. While there are too many, new codes are
 * long for everybody, which takes the point out of guessing at many people a little each.
 */
@ApplicationScoped
class CodeBreaker {

    private static final Logger LOG = Logger.getLogger(CodeBreaker.class);
    private static final int STRIPES = 16;

    private final EntityManager entities;
    private final CodeBreakerRules rules;
    private final Clock clock;
    private final AtomicBoolean wasOpen = new AtomicBoolean();

    CodeBreaker(EntityManager entities, CodeBreakerRules rules, Clock clock) {
        this.entities = entities;
        this.rules = rules;
        this.clock = clock;
    }

    /** A code was wrong. Works in the caller's transaction. */
    void countWrong() {
        entities.createNativeQuery(
                        """
                        INSERT INTO wrong_code_count AS known (minute, stripe, wrong)
                        VALUES (:minute, :stripe, 1)
                        ON CONFLICT (minute, stripe) DO UPDATE SET wrong = known.wrong + 1
                        """)
                .setParameter("minute", minute(clock.instant()))
                .setParameter("stripe", (short) ThreadLocalRandom.current().nextInt(STRIPES))
                .executeUpdate();
    }

    /** Whether new codes have to be long. */
    boolean isOpen() {
        Number wrong =
                (Number)
                        entities.createNativeQuery(
                                        """
                                        SELECT coalesce(sum(wrong), 0) FROM wrong_code_count
                                        WHERE minute > :since
                                        """)
                                .setParameter("since", oldest())
                                .getSingleResult();
        boolean open = wrong.longValue() > rules.wrongCodes();
        if (wasOpen.getAndSet(open) != open) {
            LOG.warnf(
                    open
                            ? "%d wrong codes of late: new codes are long for everybody"
                            : "%d wrong codes of late: new codes have six digits again",
                    wrong.longValue());
        }
        return open;
    }

    private Instant oldest() {
        return minute(clock.instant()).minus(rules.window());
    }

    private static Instant minute(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MINUTES);
    }

    @Scheduled(every = "{cleanup.every}", delayed = "{cleanup.delayed}")
    @Transactional
    void removeOld() {
        entities.createNativeQuery("DELETE FROM wrong_code_count WHERE minute <= :before")
                .setParameter("before", oldest())
                .executeUpdate();
    }
}
