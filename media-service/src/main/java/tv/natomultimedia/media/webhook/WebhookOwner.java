package tv.natomultimedia.media.webhook;

import jakarta.enterprise.context.RequestScoped;
import tv.natomultimedia.media.caller.Caller;
import tv.natomultimedia.media.caller.CurrentCaller;

/** Who may have webhooks: partners with {@code media.read}, and editors. */
@RequestScoped
class WebhookOwner {

    static final String SCOPE = "media.read";

    private final CurrentCaller caller;

    WebhookOwner(CurrentCaller caller) {
        this.caller = caller;
    }

    /** The caller; 401 {@code unauthorized} or 403 {@code insufficient-scope} for others. */
    Owner require() {
        Caller asking = caller.requirePartnerOrEditor(SCOPE);
        return new Owner(
                asking.principal(),
                caller.authorisedAt(),
                asking instanceof Caller.Person person ? person.email() : null);
    }
}
