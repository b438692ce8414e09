package tv.natomultimedia.media.search;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tv.natomultimedia.media.listing.Total;
import tv.natomultimedia.media.taxonomy.Names;

/**
 * Counts items by value. A facet leaves its own filter out and keeps all others: the numbers say
 * what choosing another value would find.
 */
@ApplicationScoped
class Facets {

    private static final int MOST_VALUES = 100;

    private final AgroalDataSource database;
    private final ObjectMapper mapper;

    Facets(AgroalDataSource database, ObjectMapper mapper) {
        this.database = database;
        this.mapper = mapper;
    }

    /**
     * What was counted.
     *
     * @param total how many items all filters leave, where that was counted by the way; else null
     */
    record Counted(Map<String, List<FacetValue>> byFacet, Total total) {}

    /** A value of a facet; or, of no facet, the number of the candidates. */
    private record Row(String facet, String value, Names names, long number) {}

    Counted count(Filters filters) {
        List<Facet> facets = filters.request().facets();
        List<Facet> among = facets.stream().filter(facet -> !filters.isFilter(facet)).toList();
        Map<String, List<FacetValue>> counted = new LinkedHashMap<>();
        facets.forEach(facet -> counted.put(facet.wireName(), List.of()));
        Total total = among.isEmpty() ? null : count(among, filters.where(), counted);
        for (Facet facet : facets) {
            if (filters.isFilter(facet)) {
                count(List.of(facet), filters.where(facet), counted);
            }
        }
        return new Counted(counted, total);
    }

    /**
     * As many candidates as totals count, found once for all facets that have the same and grouped
     * in memory; more than that makes the numbers lower bounds.
     */
    private Total count(
            List<Facet> facets, Statement where, Map<String, List<FacetValue>> counted) {
        Statement statement =
                new Statement(
                                """
                                WITH candidate AS MATERIALIZED (
                                    SELECT i.type, i.language, i.country, i.location_id, i.topic_ids, i.person_keys
                                    FROM item i
                                """)
                        .add(where)
                        .add(
                                """
                                LIMIT ?)
                                SELECT NULL, NULL, NULL, count(*) FROM candidate
                                """,
                                Total.LIMIT + 1);
        for (Facet facet : facets) {
            statement.add(
                    """
                    UNION ALL (
                    SELECT '%s', value, names, number FROM (%s) AS found(value, names, number)
                    ORDER BY number DESC, value LIMIT ?)
                    """
                            .formatted(facet.wireName(), facet.values),
                    MOST_VALUES);
        }
        statement.add("ORDER BY 1, 4 DESC, 2");
        List<Row> rows = statement.list(database, this::read);
        Total total =
                rows.stream()
                        .filter(row -> row.facet() == null)
                        .map(row -> Total.of(row.number()))
                        .findFirst()
                        .orElseThrow();
        rows.stream()
                .filter(row -> row.facet() != null)
                .collect(
                        groupingBy(
                                Row::facet,
                                mapping(
                                        row ->
                                                new FacetValue(
                                                        row.value(),
                                                        row.names(),
                                                        row.number(),
                                                        total.relation()),
                                        toList())))
                .forEach(counted::put);
        return total;
    }

    private Row read(ResultSet row) throws SQLException {
        return new Row(row.getString(1), row.getString(2), names(row.getString(3)), row.getLong(4));
    }

    private Names names(String json) {
        try {
            return json == null ? null : mapper.readValue(json, Names.class);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
