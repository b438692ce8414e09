package tv.natomultimedia.account.notification;

import tv.natomultimedia.account.notification.AccountEvent.Type;

/** The services that hear of accounts; each gets its events in order, whatever the others do. */
enum Receiver {
    /** Follows everything: it mails people. */
    NEWSLETTER("newsletter-api"),
    /** Knows people by id only, and has to forget those who leave. */
    MEDIA("media-api");

    private final String audience;

    Receiver(String audience) {
        this.audience = audience;
    }

    /** The audience of the tokens that it takes. */
    String audience() {
        return audience;
    }

    /** Whether an event is any of its business. */
    boolean hears(Type type) {
        return this == NEWSLETTER || type == Type.DELETED;
    }

    /** The event as it is told to this one: no more of the person than it needs. */
    AccountEvent told(AccountEvent event) {
        return this == NEWSLETTER ? event : event.withoutAddress();
    }
}
