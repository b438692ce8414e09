package tv.natomultimedia.media.search;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tv.natomultimedia.media.listing.Cursors;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;
import tv.natomultimedia.media.sql.Statement;

/**
 * The catalogue in the order in which things happened, the latest first: publications, and recalls
 * of what had been published. A recall of an old item so stands where a reader looks who only ever
 * reads the first page.
 */
@ApplicationScoped
public class Chronicle {

    /**
     * Something that happened.
     *
     * @param at when the item was published or taken back
     */
    public record Event(UUID item, Instant at, boolean recall) {

        private static final Comparator<Event> LATEST_FIRST =
                Comparator.comparing(Event::at).thenComparing(Event::order).reversed();

        /** As the database orders ids: by their digits, where Java's are signed. */
        private String order() {
            return item.toString();
        }

        private List<String> position() {
            return List.of(at.toString(), item.toString());
        }

        private static Event read(List<String> position) {
            try {
                return new Event(
                        UUID.fromString(position.get(1)), Instant.parse(position.get(0)), false);
            } catch (DateTimeException
                    | IllegalArgumentException
                    | IndexOutOfBoundsException another) {
                throw Problems.of(ProblemType.CURSOR_INVALID);
            }
        }
    }

    /**
     * A page of events.
     *
     * @param nextCursor null on the last
     * @param asked the parameters that were heeded
     */
    public record Page(
            List<Event> events, String nextCursor, MultivaluedMap<String, String> asked) {}

    private static final Set<String> PARAMETERS =
            Set.of(
                    "q",
                    "type",
                    "topic",
                    "person",
                    "location",
                    "country",
                    "language",
                    "from",
                    "to",
                    "filmedFrom",
                    "filmedTo",
                    "collection",
                    "hasRendition",
                    "cursor",
                    "limit");

    private final AgroalDataSource database;
    private final CatalogueSearch search;
    private final Cursors cursors;

    Chronicle(AgroalDataSource database, CatalogueSearch search, Cursors cursors) {
        this.database = database;
        this.search = search;
        this.cursors = cursors;
    }

    /**
     * The events that the filters of the search leave. Other parameters are not looked at; 400 for
     * values that the search would not take either.
     */
    public Page page(MultivaluedMap<String, String> query) {
        MultivaluedMap<String, String> asked = new MultivaluedHashMap<>();
        query.forEach(
                (name, values) -> {
                    if (PARAMETERS.contains(name)) {
                        asked.put(name, values);
                    }
                });
        SearchRequest request = SearchRequest.read(asked);
        String list = "feed" + request.identity();
        Event after =
                request.cursor().map(cursor -> Event.read(cursors.open(list, cursor))).orElse(null);
        Filters filters = Filters.of(request, database);
        // In this order: what is taken back between the two is found twice rather than not at all.
        List<Event> published = published(filters, after);
        List<Event> recalls = recalls(filters, after);
        Set<UUID> recalled = recalls.stream().map(Event::item).collect(Collectors.toSet());
        Set<Event> events = new TreeSet<>(Event.LATEST_FIRST);
        Stream.concat(
                        published.stream().filter(event -> !recalled.contains(event.item())),
                        recalls.stream())
                .forEach(events::add);
        List<Event> shown = events.stream().limit(request.limit()).toList();
        boolean more = events.size() > shown.size();
        return new Page(shown, more ? cursors.seal(list, shown.getLast().position()) : null, asked);
    }

    /**
     * When anything last changed of what the chronicle can show, be it a word of an old item. Reads
     * one entry of the index item_by_public_change.
     */
    public Optional<Instant> lastChange() {
        return new Statement(
                        """
                        SELECT updated_at FROM item WHERE published_at IS NOT NULL
                        ORDER BY updated_at DESC LIMIT 1
                        """)
                .list(database, row -> row.getObject(1, OffsetDateTime.class).toInstant()).stream()
                        .findFirst();
    }

    private List<Event> published(Filters filters, Event after) {
        Hit last = after == null ? null : new Hit(after.item(), after.at(), 0);
        return search.hits(filters, last).stream()
                .map(hit -> new Event(hit.id(), hit.publishedAt(), false))
                .toList();
    }

    /** Walks item_by_recall. Recalls are few: filters are applied to one after the other. */
    private List<Event> recalls(Filters filters, Event after) {
        Statement statement =
                new Statement("SELECT i.id, i.status_changed_at FROM item i")
                        .add(filters.whereRecalled());
        if (after != null) {
            statement.add(
                    "AND (i.status_changed_at, i.id) < (?, ?)",
                    after.at().atOffset(ZoneOffset.UTC),
                    after.item());
        }
        return statement
                .add(
                        "ORDER BY i.status_changed_at DESC, i.id DESC LIMIT ?",
                        filters.request().limit() + 1)
                .plannedAnew()
                .list(database, Chronicle::recall);
    }

    private static Event recall(ResultSet row) throws SQLException {
        return new Event(
                row.getObject(1, UUID.class),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                true);
    }
}
