package tv.natomultimedia.media.catalogue;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/**
 * Items as the public sees them. However many are asked for, what belongs to them is read by one
 * statement of each kind.
 */
@ApplicationScoped
public class MediaItems {

    private final Items items;
    private final ItemRows rows;
    private final ItemFiles files;
    private final Neighbours neighbours;

    MediaItems(Items items, ItemRows rows, ItemFiles files, Neighbours neighbours) {
        this.items = items;
        this.rows = rows;
        this.files = files;
        this.neighbours = neighbours;
    }

    /** Those of these items that are published as lists show them, in this order. */
    public List<ListedMediaItem> listed(List<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : ordered(ids, rows.listed(ids, belongings(ids)), ListedMediaItem::id);
    }

    /** By item, the files that need no account. */
    public Map<UUID, List<MediaRendition>> publicFiles(Collection<UUID> ids) {
        return files.renditions(ids).entrySet().stream()
                .collect(
                        toMap(
                                Map.Entry::getKey,
                                item ->
                                        item.getValue().stream()
                                                .filter(file -> file.url() != null)
                                                .toList()));
    }

    /** Everything about an item, as it is by now. */
    public MediaItem whole(Item item) {
        items.flush();
        return all(List.of(item.id())).getFirst();
    }

    /** Everything about those of these items that are published, in this order. */
    public List<MediaItem> whole(List<UUID> ids) {
        return all(ids).stream().filter(item -> item.status() == ItemStatus.PUBLISHED).toList();
    }

    private List<MediaItem> all(List<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        ItemRows.Belongings belongings = belongings(ids);
        Map<UUID, List<MediaRendition>> renditions = files.renditions(ids);
        Map<UUID, List<MediaRelation>> related = neighbours.related(ids);
        return ordered(
                ids,
                rows.whole(
                        ids,
                        belongings,
                        texts -> {
                            UUID id = texts.listed().id();
                            return MediaItem.of(
                                    texts,
                                    belongings.assets(id).captions(),
                                    renditions.getOrDefault(id, List.of()),
                                    related.getOrDefault(id, List.of()));
                        }),
                MediaItem::id);
    }

    private ItemRows.Belongings belongings(List<UUID> ids) {
        return new ItemRows.Belongings(files.assets(ids), neighbours.translations(ids));
    }

    private static <T> List<T> ordered(List<UUID> ids, List<T> found, Function<T, UUID> id) {
        Map<UUID, T> byId = found.stream().collect(toMap(id, Function.identity()));
        return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
    }
}
