package tv.natomultimedia.media.catalogue;

import java.util.Optional;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/** What outsiders may know of an item. */
public final class Visibility {

    private Visibility() {}

    /**
     * The item, if it is published. A draft and an item under embargo are as if they were not there
     * (404); one that was taken back says so (410 {@code withdrawn} or {@code killed}).
     */
    public static Item requirePublished(Optional<Item> found) {
        Item item = found.orElseThrow(() -> Problems.of(ProblemType.NOT_FOUND));
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
        return item;
    }
}
