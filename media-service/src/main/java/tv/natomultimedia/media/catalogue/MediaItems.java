package tv.natomultimedia.media.catalogue;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import tv.natomultimedia.media.sql.Statements;
import tv.natomultimedia.media.sql.Statements.Found;

/**
 * Items as the public sees them. However many are asked for, what belongs to them is read by one
 * statement of each kind, and all of these together.
 */
@ApplicationScoped
public class MediaItems {

    private final AgroalDataSource database;
    private final Items items;
    private final ItemRows rows;
    private final ItemFiles files;
    private final Neighbours neighbours;

    MediaItems(
            AgroalDataSource database,
            Items items,
            ItemRows rows,
            ItemFiles files,
            Neighbours neighbours) {
        this.database = database;
        this.items = items;
        this.rows = rows;
        this.files = files;
        this.neighbours = neighbours;
    }

    /** Those of these items that are published as lists show them, in this order. */
    public List<ListedMediaItem> listed(List<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Statements together = new Statements();
        Found<Map<UUID, ListedMediaItem>> found =
                rows.listed(together, ids, belongings(together, ids));
        together.run(database);
        return ids.stream().map(found.get()::get).filter(Objects::nonNull).toList();
    }

    /** By item, the files that need no account. */
    public Map<UUID, List<MediaRendition>> publicFiles(Collection<UUID> ids) {
        Statements alone = new Statements();
        Found<Map<UUID, List<MediaRendition>>> found = files.renditions(alone, ids);
        alone.run(database);
        return found.get().entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                item ->
                                        item.getValue().stream()
                                                .filter(
                                                        file ->
                                                                file.access()
                                                                        == Rendition.Access.PUBLIC)
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
        Statements together = new Statements();
        ItemRows.Belongings belongings = belongings(together, ids);
        Found<Map<UUID, List<MediaRendition>>> renditions = files.renditions(together, ids);
        Found<Map<UUID, List<MediaRelation>>> related = neighbours.related(together, ids);
        Found<Map<UUID, ItemRows.Texts>> found = rows.whole(together, ids, belongings);
        together.run(database);
        return ids.stream()
                .filter(found.get()::containsKey)
                .map(
                        id ->
                                MediaItem.of(
                                        found.get().get(id),
                                        belongings.assets(id).captions(),
                                        renditions.get().getOrDefault(id, List.of()),
                                        related.get().getOrDefault(id, List.of())))
                .toList();
    }

    private ItemRows.Belongings belongings(Statements together, List<UUID> ids) {
        return new ItemRows.Belongings(
                files.assets(together, ids),
                neighbours.translations(together, ids),
                rows.topics(together, ids),
                rows.locations(together, ids));
    }
}
