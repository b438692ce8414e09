package tv.natomultimedia.account.session;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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
    private static final Duration LATER = Duration.ofMillis(100);

    /** More than the throttle lets everybody guess in the meantime. */
    private static final int MOST = 10_000;

    private final Accounts accounts;
    private final SecurityEvents events;
    private final BlockingQueue<Failed> failed = new ArrayBlockingQueue<>(MOST);
    private Thread writer;

    FailedLogins(Accounts accounts, SecurityEvents events) {
        this.accounts = accounts;
        this.events = events;
    }

    private record Failed(Optional<UUID> account, Origin origin) {}

    /** A login failed just now; at an account or not. */
    void note(Optional<UUID> account, Origin origin) {
        if (!failed.offer(new Failed(account, origin))) {
            LOG.error("a failed login left no trace: too many at a time");
        }
    }

    void begin(@Observes StartupEvent started) {
        writer = Thread.ofVirtual().name("failed-logins").start(this::write);
    }

    void end(@Observes ShutdownEvent stopping) {
        writer.interrupt();
        writeAll();
    }

    private void write() {
        try {
            while (true) {
                Failed first = failed.take();
                Thread.sleep(LATER);
                write(first);
                writeAll();
            }
        } catch (InterruptedException ended) {
            LOG.debug("The service stops.", ended);
        }
    }

    private void writeAll() {
        for (Failed next = failed.poll(); next != null; next = failed.poll()) {
            write(next);
        }
    }

    /** Under the account's lock: a person who leaves meanwhile leaves no network behind. */
    private void write(Failed login) {
        if (login.account().isEmpty()) {
            return;
        }
        try {
            QuarkusTransaction.requiringNew()
                    .run(
                            () ->
                                    accounts.locked(login.account().get())
                                            .ifPresent(
                                                    account ->
                                                            events.ofAccount(
                                                                    SecurityEventType.LOGIN_FAILED,
                                                                    account.id(),
                                                                    login.origin())));
        } catch (RuntimeException failure) {
            LOG.error("a failed login left no trace", failure);
        }
    }
}
