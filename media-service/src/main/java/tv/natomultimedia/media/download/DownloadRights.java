package tv.natomultimedia.media.download;

import jakarta.enterprise.context.RequestScoped;
import tv.natomultimedia.media.caller.Caller;
import tv.natomultimedia.media.caller.CurrentCaller;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/** What the caller may do with downloads, and under what name. */
@RequestScoped
class DownloadRights {

    private static final String SCOPE = "media.download";

    private final CurrentCaller caller;

    DownloadRights(CurrentCaller caller) {
        this.caller = caller;
    }

    /** Who may see their downloads. */
    String reader() {
        return caller.require(SCOPE).principal();
    }

    /** Who may have links: a partner, or a person who has confirmed the address. */
    String downloader() {
        Caller allowed = caller.require(SCOPE);
        if (allowed instanceof Caller.Person person && !person.emailVerified()) {
            throw Problems.of(ProblemType.EMAIL_NOT_VERIFIED);
        }
        return allowed.principal();
    }
}
