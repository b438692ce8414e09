package tv.natomultimedia.media.change;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.Session;
import tv.natomultimedia.media.catalogue.Item;
import tv.natomultimedia.media.catalogue.Items;
import tv.natomultimedia.media.catalogue.MediaItem;
import tv.natomultimedia.media.catalogue.MediaItems;

/** Reads pieces of the feed and of the snapshot, each by a handful of queries. */
@ApplicationScoped
class ChangePages {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Session session;
    private final Changes changes;
    private final Items items;
    private final MediaItems views;
    private final ChangeCursors cursors;

    ChangePages(
            Session session,
            Changes changes,
            Items items,
            MediaItems views,
            ChangeCursors cursors) {
        this.session = session;
        this.changes = changes;
        this.items = items;
        this.views = views;
        this.cursors = cursors;
    }

    /**
     * What follows.
     *
     * @param from null for the beginning
     */
    @Transactional
    ChangePage after(ChangePosition from, int limit) {
        // Items are only told: no copy of each is kept and compared afterwards.
        session.setDefaultReadOnly(true);
        long start = from == null ? 0 : from.sequence();
        List<Change> found = changes.after(start, limit + 1);
        long horizon = changes.horizon();
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
    @Transactional
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
    @Transactional
    SnapshotPage snapshot(ChangePosition start, UUID last, int limit) {
        session.setDefaultReadOnly(true);
        // Walks the primary key.
        List<MediaItem> found =
                views.whole(
                        items.find(
                                        "status = PUBLISHED and id > ?1 order by id",
                                        last == null ? BEFORE_ALL : last)
                                .page(0, limit + 1)
                                .list());
        boolean more = found.size() > limit;
        List<MediaItem> told = more ? found.subList(0, limit) : found;
        return new SnapshotPage(
                told,
                more
                        ? cursors.seal(new ChangeCursors.InSnapshot(start, told.getLast().id()))
                        : null,
                cursors.seal(start));
    }

    private Map<UUID, MediaItem> published(List<Change> told) {
        List<UUID> ids =
                told.stream()
                        .filter(change -> !change.kind().isTombstone())
                        .map(Change::itemId)
                        .toList();
        return ids.isEmpty()
                ? Map.of()
                : views.whole(items.among(ids).stream().filter(Item::isPublished).toList()).stream()
                        .collect(toMap(MediaItem::id, Function.identity()));
    }
}
