package tv.natomultimedia.media.download;

import jakarta.enterprise.context.RequestScoped;
import tv.natomultimedia.media.caller.Caller;
import tv.natomultimedia.media.caller.CurrentCaller;
import tv.natomultimedia.media.catalogue.Item;
import tv.natomultimedia.media.catalogue.ItemStatus;
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

    /** 410 for what was taken back, 404 for what is not public; nobody downloads these. */
    static void requirePublished(Item item) {
        if (item.status().isGone()) {
            throw Problems.builder(
                            item.status() == ItemStatus.KILLED
                                    ? ProblemType.KILLED
                                    : ProblemType.WITHDRAWN)
                    .with("itemId", item.id().toString())
                    .with("itemStatus", item.status().wireName())
                    .with("notice", item.notice().orElse(""))
                    .with("changedAt", item.statusChangedAt().toString())
                    .build();
        }
        if (!item.isPublished()) {
            throw Problems.of(ProblemType.NOT_FOUND);
        }
    }
}
