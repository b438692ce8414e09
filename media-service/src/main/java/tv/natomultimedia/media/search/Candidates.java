package tv.natomultimedia.media.search;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import tv.natomultimedia.media.listing.Total;
import tv.natomultimedia.media.sql.Statement;
import tv.natomultimedia.media.sql.StoredJson;
import tv.natomultimedia.media.taxonomy.Names;

/**
 * What filters leave, as far as totals count: found once, in memory, for everything that is asked
 * of it. A search may read them as its count, its facets and its page; each of these parts of one
 * statement keeps its order, for they are appended to one another.
 */
@ApplicationScoped
class Candidates {

    /** Relevance orders this many items: the newest of those that match. */
    static final int MOST_RANKED = 1_000;

    private final AgroalDataSource database;
    private final StoredJson json;

    Candidates(AgroalDataSource database, StoredJson json) {
        this.database = database;
        this.json = json;
    }

    /**
     * What was found.
     *
     * @param hits a page and one more where there are more; none when no page was asked for, and
     *     not to be used when there are more candidates than totals count
     * @param byFacet the values of the facets asked for; lower bounds when there are more
     *     candidates than totals count
     */
    record Found(Total total, List<Hit> hits, Map<String, List<FacetValue>> byFacet) {}

    /**
     * Which part of the candidates is shown, beginning after a hit or, without one, at the first.
     */
    record Page(SearchRequest request, Hit after) {}

    /** The number of candidates; or a value of a facet with its number; or a hit. */
    private record Row(String facet, String value, Names names, long number, Hit hit) {

        FacetValue of(Total.Relation relation) {
            return new FacetValue(value, names, number, relation);
        }

        boolean isTotal() {
            return facet == null && hit == null;
        }
    }

    /**
     * Counts and groups candidates, and finds a page of them.
     *
     * @param page null when none is wanted
     */
    Found find(Statement where, List<Facet> facets, Page page) {
        Statement statement =
                new Statement("WITH candidate AS MATERIALIZED (SELECT i.id, i.published_at");
        if (!facets.isEmpty()) {
            statement.add(
                    ", i.type, i.language, i.country, i.location_id, i.topic_ids, i.person_keys");
        }
        statement
                .add("FROM item i")
                .add(where)
                .add(
                        """
                        LIMIT ?), counted AS (SELECT count(*) AS number FROM candidate)
                        SELECT CAST(NULL AS text), CAST(NULL AS text), CAST(NULL AS text), number,
                            CAST(NULL AS uuid), CAST(NULL AS timestamptz), 0::real FROM counted
                        """,
                        Total.LIMIT + 1);
        if (page != null) {
            add(statement, page);
        }
        facets.forEach(facet -> add(statement, facet));
        List<Row> rows = statement.plannedAnew().list(database, this::read);
        Total total =
                rows.stream()
                        .filter(Row::isTotal)
                        .map(row -> Total.of(row.number()))
                        .findFirst()
                        .orElseThrow();
        return new Found(
                total,
                rows.stream().filter(row -> row.hit() != null).map(Row::hit).toList(),
                values(rows, facets, total));
    }

    private static Map<String, List<FacetValue>> values(
            List<Row> rows, List<Facet> facets, Total total) {
        Map<String, List<FacetValue>> found =
                rows.stream()
                        .filter(row -> row.facet() != null)
                        .collect(
                                groupingBy(
                                        Row::facet,
                                        mapping(row -> row.of(total.relation()), toList())));
        return facets.stream()
                .map(Facet::wireName)
                .collect(toMap(name -> name, name -> found.getOrDefault(name, List.of())));
    }

    private static void add(Statement statement, Facet facet) {
        statement.add(
                """
                UNION ALL (
                SELECT '%s', value, names, number, NULL, NULL, 0
                FROM (%s) AS found(value, names, number)
                ORDER BY number DESC, value)
                """
                        .formatted(facet.wireName(), facet.values));
    }

    private static void add(Statement statement, Page page) {
        statement.add("UNION ALL (");
        switch (page.request().sort()) {
            case NEWEST -> byTime(statement, page.after(), "<", "DESC");
            case OLDEST -> byTime(statement, page.after(), ">", "ASC");
            case RELEVANCE -> byRelevance(statement, page);
        }
        statement.add("LIMIT ?)", page.request().limit() + 1);
    }

    private static void byTime(
            Statement statement, Hit after, String comparison, String direction) {
        statement.add("SELECT NULL, NULL, NULL, 0, c.id, c.published_at, 0::real FROM candidate c");
        if (after != null) {
            statement.add(
                    "WHERE (c.published_at, c.id) " + comparison + " (?, ?)",
                    after.publishedAt().atOffset(ZoneOffset.UTC),
                    after.id());
        }
        statement.add("ORDER BY c.published_at " + direction + ", c.id " + direction);
    }

    private static void byRelevance(Statement statement, Page page) {
        statement.add(
                """
                SELECT NULL, NULL, NULL, 0, id, published_at, rank FROM (
                    SELECT c.id, c.published_at,
                        ts_rank('{0.1, 0.3, 0.6, 1}', i.document, search_query(?), 1) AS rank
                    FROM (SELECT id, published_at FROM candidate
                        WHERE (SELECT number FROM counted) <= ?
                        ORDER BY published_at DESC, id DESC LIMIT ?) c
                    JOIN item i ON i.id = c.id) ranked
                """,
                page.request().words().orElseThrow(),
                Total.LIMIT,
                MOST_RANKED);
        afterRank(statement, page.after());
    }

    /** The order of relevance, and where in it a page begins. */
    static Statement afterRank(Statement statement, Hit after) {
        if (after != null) {
            statement.add(
                    "WHERE (rank, published_at, id) < (?, ?, ?)",
                    after.rank(),
                    after.publishedAt().atOffset(ZoneOffset.UTC),
                    after.id());
        }
        return statement.add("ORDER BY rank DESC, published_at DESC, id DESC");
    }

    private Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString(1),
                row.getString(2),
                json.value(row.getString(3), Names.class),
                row.getLong(4),
                row.getObject(5) == null ? null : Hit.read(row, 5));
    }
}
