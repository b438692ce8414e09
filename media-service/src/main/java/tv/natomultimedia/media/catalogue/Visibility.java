package tv.natomultimedia.media.catalogue;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Optional;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/** What outsiders may know of an item, and editors. */
public final class Visibility {

    private Visibility() {}

    /** The item, unless it was killed: editors see the others whatever their status. */
    public static Item requireAlive(Optional<Item> found) {
        Item item = found.orElseThrow(() -> Problems.of(ProblemType.NOT_FOUND));
        if (item.status() == ItemStatus.KILLED) {
            throw gone(item);
        }
        return item;
    }

    /**
     * The item, if it is published. A draft, an item under embargo and one that was killed before
     * anybody saw it are as if they were not there (404); one that was taken back says so (410
     * {@code withdrawn} or {@code killed}).
     */
    public static Item requirePublished(Optional<Item> found) {
        Item item = found.orElseThrow(() -> Problems.of(ProblemType.NOT_FOUND));
        if (item.status().isGone() && item.publishedAt() != null) {
            throw gone(item);
        }
        if (!item.isPublished()) {
            throw Problems.of(ProblemType.NOT_FOUND);
        }
        return item;
    }

    private static HttpProblem gone(Item item) {
        return Problems.builder(
                        item.status() == ItemStatus.KILLED
                                ? ProblemType.KILLED
                                : ProblemType.WITHDRAWN)
                .with("itemId", item.id().toString())
                .with("itemStatus", item.status().wireName())
                .with("notice", item.notice().orElse(""))
                .with("changedAt", item.statusChangedAt().toString())
                .build();
    }
}
