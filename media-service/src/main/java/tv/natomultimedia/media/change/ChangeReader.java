package tv.natomultimedia.media.change;

import jakarta.enterprise.context.RequestScoped;
import tv.natomultimedia.media.caller.Caller;
import tv.natomultimedia.media.caller.CurrentCaller;

/** Who may read the feed: partners with {@code media.read}, editors, and services of the suite. */
@RequestScoped
class ChangeReader {

    private static final String PARTNERS = "media.read";
    private static final String SERVICES = "internal.media";

    private final CurrentCaller caller;

    ChangeReader(CurrentCaller caller) {
        this.caller = caller;
    }

    /** The caller; 401 {@code unauthorized} or 403 {@code insufficient-scope} for others. */
    Caller require() {
        return switch (caller.caller()) {
            case Caller.Service _ -> caller.require(SERVICES);
            default -> caller.requirePartnerOrEditor(PARTNERS);
        };
    }
}
