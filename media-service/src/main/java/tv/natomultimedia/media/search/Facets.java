package tv.natomultimedia.media.search;

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

    Map<String, List<FacetValue>> count(Filters filters) {
        Map<String, List<FacetValue>> counted = new LinkedHashMap<>();
        for (Facet facet : filters.request().facets()) {
            counted.put(facet.wireName(), count(facet, filters));
        }
        return counted;
    }

    /**
     * As many candidates as totals count, found as a page of the search is found, then grouped in
     * memory; more than that makes the numbers lower bounds.
     */
    private List<FacetValue> count(Facet facet, Filters filters) {
        return new Statement(
                        """
                        WITH candidate AS MATERIALIZED (
                            SELECT i.type, i.language, i.country, i.location_id, i.topic_ids, i.person_keys
                            FROM item i
                        """)
                .add(filters.where(facet))
                .add(
                        """
                        LIMIT ?)
                        SELECT %1$s, %2$s, count(*), (SELECT count(*) FROM candidate)
                        FROM %3$s
                        WHERE %1$s IS NOT NULL
                        GROUP BY 1, 2
                        ORDER BY 3 DESC, 1
                        LIMIT ?
                        """
                                .formatted(facet.value, facet.names, facet.source),
                        Total.LIMIT + 1,
                        MOST_VALUES)
                .list(database, this::read);
    }

    private FacetValue read(ResultSet row) throws SQLException {
        return new FacetValue(
                row.getString(1),
                names(row.getString(2)),
                row.getLong(3),
                Total.Relation.among(row.getLong(4)));
    }

    private Names names(String json) {
        try {
            return json == null ? null : mapper.readValue(json, Names.class);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
