package tv.natomultimedia.account.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.notification.AccountEvent.Type;
import tv.natomultimedia.account.secret.Ids;

/**
 * Takes news of accounts in the caller's transaction; they are delivered after it commits, until
 * acknowledged.
 */
@ApplicationScoped
public class Notifications {

    private final EventOutbox outbox;
    private final Event<Noted> noted;
    private final Clock clock;

    Notifications(EventOutbox outbox, Event<Noted> noted, Clock clock) {
        this.outbox = outbox;
        this.noted = noted;
        this.clock = clock;
    }

    /** Something is in the outbox. */
    record Noted() {}

    /** An address was verified for the first time; its owner may have asked for the newsletter. */
    public void verified(Account account, boolean newsletter) {
        add(Type.ACCOUNT_VERIFIED, account, newsletter);
    }

    /** The person is reached at another address now, which is verified. */
    public void emailChanged(Account account) {
        add(Type.EMAIL_CHANGED, account, false);
    }

    /** The person may not be here until they are reinstated. */
    public void suspended(Account account) {
        add(Type.SUSPENDED, account, false);
    }

    /** The person may be here again. */
    public void reinstated(Account account) {
        add(Type.REINSTATED, account, false);
    }

    /** The person reads another language now. */
    public void localeChanged(Account account) {
        add(Type.LOCALE_CHANGED, account, false);
    }

    /** The person has left. */
    public void deleted(Account account) {
        add(Type.DELETED, account, false);
    }

    private void add(Type type, Account account, boolean newsletter) {
        outbox.add(
                new AccountEvent(
                        Ids.next(),
                        type,
                        clock.instant(),
                        new AccountEvent.Subject(account.id(), account.email(), account.locale()),
                        newsletter));
        noted.fire(new Noted());
    }
}
