package tv.natomultimedia.media.presentation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.media.catalogue.Item;
import tv.natomultimedia.media.catalogue.Items;
import tv.natomultimedia.media.catalogue.MediaItem;
import tv.natomultimedia.media.catalogue.MediaItems;
import tv.natomultimedia.media.catalogue.Visibility;
import tv.natomultimedia.media.listing.IdOrSlug;

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
                    new Found(views.whole(Visibility.requirePublished(items.findByIdOptional(id))));
            case IdOrSlug.Slug(String slug) -> {
                Optional<Item> today = items.findBySlug(slug);
                yield today.isPresent()
                        ? new Found(views.whole(Visibility.requirePublished(today)))
                        : new Moved(
                                Visibility.requirePublished(items.findByFormerSlug(slug)).slug());
            }
        };
    }
}
