package tv.natomultimedia.media.change;

import static java.util.stream.Collectors.toMap;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import tv.natomultimedia.media.catalogue.MediaItem;
import tv.natomultimedia.media.catalogue.MediaItems;
import tv.natomultimedia.media.sql.Statement;

/** Reads pieces of the feed and of the snapshot, each by a handful of queries. */
@ApplicationScoped
class ChangePages {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final AgroalDataSource database;
    private final Changes changes;
    private final MediaItems views;
    private final ChangeCursors cursors;

    ChangePages(
            AgroalDataSource database, Changes changes, MediaItems views, ChangeCursors cursors) {
        this.database = database;
        this.changes = changes;
        this.views = views;
        this.cursors = cursors;
    }

    /**
     * What follows.
     *
     * @param from null for the beginning
     */
    ChangePage after(ChangePosition from, int limit) {
        long start = from == null ? 0 : from.sequence();
        Changes.Following following = changes.after(start, limit + 1);
        List<Change> found = following.changes();
        long horizon = following.horizon();
        if (from != null && !from.isComplete(horizon)) {
            throw cursors.expired();
        }
        boolean more = found.size() > limit;
        List<Change> told = more ? found.subList(0, limit) : found;
        long end = told.isEmpty() ? start : told.getLast().sequence();
        Map<UUID, MediaItem> published = published(told);
        return new ChangePage(
                told.stream()
                        .map(
                                change ->
                                        ChangeView.of(
                                                change,
                                                change.kind().isTombstone()
                                                        ? null
                                                        : published.get(change.itemId())))
                        .toList(),
                cursors.seal(cursors.position(end, horizon)),
                more);
    }

    /** Where the feed goes on for who begins with a snapshot now. */
    ChangePosition start() {
        long latest = changes.latest();
        return cursors.position(latest, changes.horizon());
    }

    /**
     * What follows in the snapshot: an item that is published or withdrawn meanwhile may be in it
     * or not; the feed tells of it afterwards.
     *
     * @param last the last item that was told; null for the beginning
     */
    SnapshotPage snapshot(ChangePosition start, UUID last, int limit) {
        // Walks the primary key.
        List<UUID> found =
                new Statement(
                                """
                                SELECT id FROM item WHERE status = 'PUBLISHED' AND id > ?
                                ORDER BY id LIMIT ?
                                """,
                                last == null ? BEFORE_ALL : last,
                                limit + 1)
                        .list(database, row -> row.getObject(1, UUID.class));
        boolean more = found.size() > limit;
        List<UUID> told = more ? found.subList(0, limit) : found;
        return new SnapshotPage(
                views.whole(told),
                more ? cursors.seal(new ChangeCursors.InSnapshot(start, told.getLast())) : null,
                cursors.seal(start));
    }

    private Map<UUID, MediaItem> published(List<Change> told) {
        List<UUID> ids =
                told.stream()
                        .filter(change -> !change.kind().isTombstone())
                        .map(Change::itemId)
                        .toList();
        return views.whole(ids).stream().collect(toMap(MediaItem::id, Function.identity()));
    }
}
