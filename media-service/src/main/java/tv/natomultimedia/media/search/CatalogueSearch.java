package tv.natomultimedia.media.search;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.Session;
import tv.natomultimedia.media.catalogue.Highlights;
import tv.natomultimedia.media.catalogue.ListedMediaItem;
import tv.natomultimedia.media.catalogue.MediaItems;
import tv.natomultimedia.media.listing.Cursors;
import tv.natomultimedia.media.listing.Total;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/**
 * Answers searches. What an item looks like is read only for the page shown; counting stops at
 * {@link Total#LIMIT}, ranking at {@link #MOST_RANKED}, so that no search reads the whole
 * catalogue.
 */
@ApplicationScoped
class CatalogueSearch {

    /** Relevance orders this many items: the newest of those that match. */
    static final int MOST_RANKED = 1_000;

    /** The sort values of an item. */
    private record Hit(UUID id, Instant publishedAt, float rank) {

        static Hit read(ResultSet row) throws SQLException {
            return new Hit(
                    row.getObject(1, UUID.class),
                    row.getObject(2, OffsetDateTime.class).toInstant(),
                    row.getFloat(3));
        }

        List<String> position() {
            return List.of(publishedAt.toString(), id.toString(), Float.toString(rank));
        }

        /** Cursors are ours, but may be of an earlier release. */
        static Hit at(List<String> position) {
            try {
                return new Hit(
                        UUID.fromString(position.get(1)),
                        Instant.parse(position.get(0)),
                        Float.parseFloat(position.get(2)));
            } catch (DateTimeException
                    | IllegalArgumentException
                    | IndexOutOfBoundsException another) {
                throw Problems.of(ProblemType.CURSOR_INVALID);
            }
        }
    }

    /** Hits, one more than wanted where there are more, and how many there are in all. */
    private record Found(List<Hit> hits, Total total) {}

    /** A hit; or, of none, the number of the candidates. */
    private record Row(Hit hit, long number) {

        static Row read(ResultSet row) throws SQLException {
            return new Row(row.getObject(1) == null ? null : Hit.read(row), row.getLong(4));
        }
    }

    private final AgroalDataSource database;
    private final Session session;
    private final MediaItems items;
    private final Facets facets;
    private final Highlighter highlighter;
    private final LargeTotals totals;
    private final Cursors cursors;

    CatalogueSearch(
            AgroalDataSource database,
            Session session,
            MediaItems items,
            Facets facets,
            Highlighter highlighter,
            LargeTotals totals,
            Cursors cursors) {
        this.database = database;
        this.session = session;
        this.items = items;
        this.facets = facets;
        this.highlighter = highlighter;
        this.totals = totals;
        this.cursors = cursors;
    }

    @Transactional
    SearchResult find(SearchRequest request) {
        // Items are only shown: no copy of each is kept and compared afterwards.
        session.setDefaultReadOnly(true);
        String list = "media" + request.identity();
        Hit after = request.cursor().map(cursor -> Hit.at(cursors.open(list, cursor))).orElse(null);
        Filters filters = Filters.of(request, database);
        Facets.Counted counted = request.facets().isEmpty() ? null : facets.count(filters);
        Found found = found(filters, after, counted == null ? null : counted.total());
        boolean more = found.hits().size() > request.limit();
        List<Hit> shown = more ? found.hits().subList(0, request.limit()) : found.hits();
        return new SearchResult(
                described(request, shown),
                more ? cursors.seal(list, shown.getLast().position()) : null,
                found.total(),
                counted == null ? null : counted.byFacet());
    }

    private List<ListedMediaItem> described(SearchRequest request, List<Hit> hits) {
        List<UUID> ids = hits.stream().map(Hit::id).toList();
        List<ListedMediaItem> described = items.listed(ids);
        if (request.words().isEmpty() || ids.isEmpty()) {
            return described;
        }
        Map<UUID, Highlights> found = highlighter.highlights(ids, request.words().get());
        return described.stream().map(item -> item.with(found.get(item.id()))).toList();
    }

    /**
     * What filters leave has to be counted anyway: where that ends before the limit, the page is
     * among what was counted. Only where much is left is it looked for in the order of time, in
     * which it then cannot be far. Left to choose, the planner walked that way for words of which
     * one is common and one is rare, and read 70 000 items for a page.
     *
     * @param known the total, when it has been counted already
     */
    private Found found(Filters filters, Hit after, Total known) {
        SearchRequest request = filters.request();
        boolean many =
                known == null
                        ? totals.isLarge(request)
                        : known.relation() == Total.Relation.AT_LEAST;
        if (!many) {
            Found counted = counted(filters, after);
            if (counted.total().relation() == Total.Relation.EXACT) {
                return counted;
            }
            totals.large(request);
        }
        return new Found(page(filters, after), Total.of(Total.LIMIT + 1L));
    }

    /** Counts to the limit, and finds the page as long as that was not reached. */
    private Found counted(Filters filters, Hit after) {
        Statement statement =
                new Statement(
                                """
                                WITH candidate AS MATERIALIZED (
                                    SELECT i.id, i.published_at FROM item i
                                """)
                        .add(filters.where())
                        .add(
                                """
                                LIMIT ?), counted AS (SELECT count(*) AS number FROM candidate)
                                SELECT CAST(NULL AS uuid), CAST(NULL AS timestamptz), 0::real, number FROM counted
                                UNION ALL (
                                """,
                                Total.LIMIT + 1);
        SearchRequest request = filters.request();
        switch (request.sort()) {
            case NEWEST -> amongByTime(statement, after, "<", "DESC");
            case OLDEST -> amongByTime(statement, after, ">", "ASC");
            case RELEVANCE -> amongByRelevance(statement, request, after);
        }
        List<Row> rows = statement.add("LIMIT ?)", request.limit() + 1).list(database, Row::read);
        Total total =
                rows.stream()
                        .filter(row -> row.hit() == null)
                        .map(row -> Total.of(row.number()))
                        .findFirst()
                        .orElseThrow();
        return new Found(rows.stream().map(Row::hit).filter(Objects::nonNull).toList(), total);
    }

    private static void amongByTime(
            Statement statement, Hit after, String comparison, String direction) {
        statement.add("SELECT c.id, c.published_at, 0::real, 0 FROM candidate c");
        if (after != null) {
            statement.add(
                    "WHERE (c.published_at, c.id) " + comparison + " (?, ?)",
                    after.publishedAt().atOffset(ZoneOffset.UTC),
                    after.id());
        }
        statement.add("ORDER BY c.published_at " + direction + ", c.id " + direction);
    }

    private static void amongByRelevance(Statement statement, SearchRequest request, Hit after) {
        statement.add(
                """
                SELECT id, published_at, rank, 0 FROM (
                    SELECT c.id, c.published_at,
                        ts_rank('{0.1, 0.3, 0.6, 1}', i.document, search_query(?), 1) AS rank
                    FROM (SELECT id, published_at FROM candidate
                        WHERE (SELECT number FROM counted) <= ?
                        ORDER BY published_at DESC, id DESC LIMIT ?) c
                    JOIN item i ON i.id = c.id) ranked
                """,
                request.words().orElseThrow(),
                Total.LIMIT,
                MOST_RANKED);
        afterRank(statement, after);
    }

    private List<Hit> page(Filters filters, Hit after) {
        SearchRequest request = filters.request();
        Statement statement =
                switch (request.sort()) {
                    case NEWEST -> byTime(filters, after, "<", "DESC");
                    case OLDEST -> byTime(filters, after, ">", "ASC");
                    case RELEVANCE -> byRelevance(filters, after);
                };
        return statement.add("LIMIT ?", request.limit() + 1).list(database, Hit::read);
    }

    /**
     * Walks item_by_publication from the position on and filters. No row before the position is
     * read, however deep the page.
     */
    private static Statement byTime(
            Filters filters, Hit after, String comparison, String direction) {
        Statement statement =
                new Statement("SELECT i.id, i.published_at, 0::real FROM item i")
                        .add(filters.where());
        if (after != null) {
            statement.add(
                    "AND (i.published_at, i.id) " + comparison + " (?, ?)",
                    after.publishedAt().atOffset(ZoneOffset.UTC),
                    after.id());
        }
        return statement.add("ORDER BY i.published_at " + direction + ", i.id " + direction);
    }

    /**
     * Ranking reads the whole document of each candidate, so the candidates are cut first: the
     * newest matches, by item_by_publication.
     */
    private static Statement byRelevance(Filters filters, Hit after) {
        String words = filters.request().words().orElseThrow();
        Statement statement =
                new Statement(
                                """
                                SELECT id, published_at, rank FROM (
                                    SELECT c.id, c.published_at,
                                        ts_rank('{0.1, 0.3, 0.6, 1}', c.document, search_query(?), 1) AS rank
                                    FROM (SELECT i.id, i.published_at, i.document FROM item i
                                """,
                                words)
                        .add(filters.where())
                        .add(
                                "ORDER BY i.published_at DESC, i.id DESC LIMIT ?) c) ranked",
                                MOST_RANKED);
        return afterRank(statement, after);
    }

    private static Statement afterRank(Statement statement, Hit after) {
        if (after != null) {
            statement.add(
                    "WHERE (rank, published_at, id) < (?, ?, ?)",
                    after.rank(),
                    after.publishedAt().atOffset(ZoneOffset.UTC),
                    after.id());
        }
        return statement.add("ORDER BY rank DESC, published_at DESC, id DESC");
    }
}
