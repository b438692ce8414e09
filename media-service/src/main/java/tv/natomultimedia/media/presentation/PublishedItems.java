package tv.natomultimedia.media.presentation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.media.caller.Caller;
import tv.natomultimedia.media.caller.CurrentCaller;
import tv.natomultimedia.media.catalogue.Item;
import tv.natomultimedia.media.catalogue.Items;
import tv.natomultimedia.media.catalogue.MediaItem;
import tv.natomultimedia.media.catalogue.MediaItems;
import tv.natomultimedia.media.catalogue.Visibility;
import tv.natomultimedia.media.listing.IdOrSlug;

/**
 * What outsiders find under an address. A draft and an item under embargo are as if they were not
 * there; one that was taken back says so. Editors find these too, but for what was killed.
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
    private final CurrentCaller caller;

    PublishedItems(Items items, MediaItems views, CurrentCaller caller) {
        this.items = items;
        this.views = views;
        this.caller = caller;
    }

    /** 404 when there is nothing for the caller, 410 when there was something. */
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

    /** Editors see what they work at. */
    private Item visible(Optional<Item> found) {
        return caller.caller() instanceof Caller.Person person && person.isEditor()
                ? Visibility.requireAlive(found)
                : Visibility.requirePublished(found);
    }
}
