package tv.natomultimedia.account.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import tv.natomultimedia.account.account.EmailAddress;
import tv.natomultimedia.account.audit.Origin;
import tv.natomultimedia.account.caller.Client;
import tv.natomultimedia.account.secret.Ids;

/**
 * Takes letters in the caller's transaction; they are sent when it commits, and never if it does
 * not. A letter can tell when and from where it was asked for: from the present request, if one is
 * being answered.
 */
@ApplicationScoped
public class Post {

    private final Letters letters;
    private final Outbox outbox;
    private final Event<Posted> posted;
    private final MailRules rules;
    private final Client client;
    private final Clock clock;

    Post(
            Letters letters,
            Outbox outbox,
            Event<Posted> posted,
            MailRules rules,
            Client client,
            Clock clock) {
        this.letters = letters;
        this.outbox = outbox;
        this.posted = posted;
        this.rules = rules;
        this.client = client;
        this.clock = clock;
    }

    /** Something is in the outbox. */
    record Posted() {}

    /** Sends a letter that is worth something until a code expires. */
    public void send(EmailAddress to, Language language, Letter letter, Instant usefulUntil) {
        Letters.Written written = letters.write(letter, language, asked());
        outbox.add(
                Ids.next(),
                to,
                new Outbox.Content(
                        to.forTransport(),
                        language.tag(),
                        written.subject(),
                        written.text(),
                        written.html()),
                usefulUntil);
        posted.fire(new Posted());
    }

    /** Sends a notice of something that has happened. */
    public void send(EmailAddress to, Language language, Letter notice) {
        send(to, language, notice, clock.instant().plus(rules.noticesUsefulFor()));
    }

    /** Withdraws the letters that have not been sent to an address yet. */
    public void withdraw(EmailAddress address) {
        outbox.forget(address);
    }

    private Letters.Asked asked() {
        return new Letters.Asked(
                clock.instant(), client.isPresent() ? client.origin() : Origin.NONE);
    }
}
