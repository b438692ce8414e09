package tv.natomultimedia.media.presentation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.media.catalogue.Item;
import tv.natomultimedia.media.catalogue.ItemStatus;
import tv.natomultimedia.media.catalogue.Items;
import tv.natomultimedia.media.catalogue.MediaItem;
import tv.natomultimedia.media.catalogue.MediaItems;
import tv.natomultimedia.media.listing.IdOrSlug;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/**
 * What outsiders find under an address. A draft and an item under embargo are as if they were not
 * there; one that was taken back says so.
 */
@ApplicationScoped
class PublishedItems {

    /** What was found. */
    sealed interface Answer {}

    /** The item. */
    record Found(MediaItem item) implements Answer {}

    /** The item has another slug today. */
    record Moved(String slug) implements Answer {}

    private final Items items;
    private final MediaItems views;

    PublishedItems(Items items, MediaItems views) {
        this.items = items;
        this.views = views;
    }

    /** 404 when there is nothing for outsiders, 410 when there was something. */
    @Transactional
    Answer find(IdOrSlug address) {
        return switch (address) {
            case IdOrSlug.Id(UUID id) ->
                    new Found(views.whole(visible(items.findByIdOptional(id))));
            case IdOrSlug.Slug(String slug) -> {
                Optional<Item> today = items.findBySlug(slug);
                yield today.isPresent()
                        ? new Found(views.whole(visible(today)))
                        : new Moved(visible(items.findByFormerSlug(slug)).slug());
            }
        };
    }

    private static Item visible(Optional<Item> found) {
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
