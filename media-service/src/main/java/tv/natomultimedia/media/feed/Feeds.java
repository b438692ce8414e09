package tv.natomultimedia.media.feed;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tv.natomultimedia.media.catalogue.Addresses;
import tv.natomultimedia.media.catalogue.Item;
import tv.natomultimedia.media.catalogue.Items;
import tv.natomultimedia.media.catalogue.ListedMediaItem;
import tv.natomultimedia.media.catalogue.MediaItems;
import tv.natomultimedia.media.catalogue.MediaRendition;
import tv.natomultimedia.media.listing.NextPage;
import tv.natomultimedia.media.search.Chronicle;

/** Puts feeds together: what the chronicle names, and what is to be said of it now. */
@ApplicationScoped
class Feeds {

    private final Chronicle chronicle;
    private final Items items;
    private final MediaItems views;
    private final Addresses addresses;
    private final NextPage pages;
    private final String publisher;
    private final URI home;

    Feeds(
            Chronicle chronicle,
            Items items,
            MediaItems views,
            Addresses addresses,
            NextPage pages,
            @ConfigProperty(name = "publisher.name") String publisher,
            @ConfigProperty(name = "frontend.url") URI home) {
        this.chronicle = chronicle;
        this.items = items;
        this.views = views;
        this.addresses = addresses;
        this.pages = pages;
        this.publisher = publisher;
        this.home = home;
    }

    /** The page asked for; 400 when a filter, the cursor or the limit is none. */
    @Transactional
    Feed page(UriInfo uri) {
        // Read first: what changes after it belongs to the next answer's date.
        Instant lastChange = chronicle.lastChange().orElse(Instant.EPOCH);
        Chronicle.Page page = chronicle.page(uri.getQueryParameters());
        String cursor = page.asked().getFirst("cursor");
        String next = page.nextCursor();
        return new Feed(
                publisher,
                home,
                URI.create(pages.address(uri, page.asked(), null)),
                URI.create(pages.address(uri, page.asked(), cursor)),
                next == null ? null : URI.create(pages.address(uri, page.asked(), next)),
                lastChange,
                entries(page.events()));
    }

    private List<Feed.Entry> entries(List<Chronicle.Event> events) {
        List<UUID> ids = events.stream().map(Chronicle.Event::item).toList();
        Map<UUID, ListedMediaItem> visible =
                views.listed(ids).stream().collect(toMap(ListedMediaItem::id, Function.identity()));
        Map<UUID, List<MediaRendition>> files = views.publicFiles(visible.keySet());
        Map<UUID, Item> others =
                items.among(ids.stream().filter(id -> !visible.containsKey(id)).toList()).stream()
                        .collect(toMap(Item::id, Function.identity()));
        return ids.stream()
                .flatMap(
                        id ->
                                visible.containsKey(id)
                                        ? Stream.of(
                                                new Feed.Publication(
                                                        visible.get(id),
                                                        files.getOrDefault(id, List.of())))
                                        : recall(others.get(id)))
                .toList();
    }

    /** By what the item is at this moment: it may have changed since the chronicle was read. */
    private Stream<Feed.Entry> recall(Item item) {
        return item != null && item.status().isGone()
                ? Stream.of(
                        new Feed.Recall(
                                item.id(),
                                addresses.item(item.id()),
                                item.status(),
                                item.content().language(),
                                item.notice().orElse(""),
                                item.publishedAt(),
                                item.statusChangedAt()))
                : Stream.empty();
    }
}
