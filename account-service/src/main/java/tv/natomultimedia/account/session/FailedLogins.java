package tv.natomultimedia.account.session;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import tv.natomultimedia.account.account.Accounts;
import tv.natomultimedia.account.audit.Origin;
import tv.natomultimedia.account.audit.SecurityEventType;
import tv.natomultimedia.account.audit.SecurityEvents;

/**
 * Leaves a trace of logins that failed, for accounts only. It is written when the answer has long
 * been given, which therefore takes as long for an address that has no account: written beside the
 * answer, the trace took half a millisecond from it.
 */
@ApplicationScoped
class FailedLogins {

    private static final Logger LOG = Logger.getLogger(FailedLogins.class);
    private static final long LATER_MILLIS = 100;
    private static final long END_SECONDS = 10;

    private final Accounts accounts;
    private final SecurityEvents events;
    private final ScheduledExecutorService later =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("failed-logins").factory());

    FailedLogins(Accounts accounts, SecurityEvents events) {
        this.accounts = accounts;
        this.events = events;
    }

    /** A login failed just now; at an account or not. */
    void note(Optional<UUID> account, Origin origin) {
        try {
            later.schedule(() -> write(account, origin), LATER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ended) {
            LOG.error("a failed login left no trace, for the service stops", ended);
        }
    }

    /** Writes what is still to be written, for which nothing is interrupted. */
    void end(@Observes ShutdownEvent stopping) throws InterruptedException {
        later.shutdown();
        if (!later.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
            LOG.error("failed logins left no trace: the database takes none");
        }
    }

    /** Under the account's lock: a person who leaves meanwhile leaves no network behind. */
    private void write(Optional<UUID> failed, Origin origin) {
        if (failed.isEmpty()) {
            return;
        }
        try {
            QuarkusTransaction.requiringNew()
                    .run(
                            () ->
                                    accounts.locked(failed.get())
                                            .ifPresent(
                                                    account ->
                                                            events.ofAccount(
                                                                    SecurityEventType.LOGIN_FAILED,
                                                                    account.id(),
                                                                    origin)));
        } catch (RuntimeException failure) {
            LOG.error("a failed login left no trace", failure);
        }
    }
}
