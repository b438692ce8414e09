package tv.natomultimedia.account.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import tv.natomultimedia.account.account.Accounts;
import tv.natomultimedia.account.audit.Origin;
import tv.natomultimedia.account.audit.SecurityEventType;
import tv.natomultimedia.account.audit.SecurityEvents;

/**
 * Leaves a trace of logins that failed, for accounts only. It is written beside the request, which
 * therefore takes as long for an address that has no account.
 */
@ApplicationScoped
class FailedLogins {

    private static final Logger LOG = Logger.getLogger(FailedLogins.class);

    private final Event<Failed> failed;
    private final Accounts accounts;
    private final SecurityEvents events;

    FailedLogins(Event<Failed> failed, Accounts accounts, SecurityEvents events) {
        this.failed = failed;
        this.accounts = accounts;
        this.events = events;
    }

    /** A login that failed. */
    record Failed(Optional<UUID> account, Origin origin) {}

    /** A login failed just now; at an account or not. */
    void note(Optional<UUID> account, Origin origin) {
        failed.fireAsync(new Failed(account, origin))
                .exceptionally(
                        cause -> {
                            LOG.error("a failed login left no trace", cause);
                            return null;
                        });
    }

    /** Under the account's lock: a person who leaves meanwhile leaves no network behind. */
    @Transactional
    void write(@ObservesAsync Failed login) {
        login.account()
                .flatMap(accounts::locked)
                .ifPresent(
                        account ->
                                events.ofAccount(
                                        SecurityEventType.LOGIN_FAILED,
                                        account.id(),
                                        login.origin()));
    }
}
