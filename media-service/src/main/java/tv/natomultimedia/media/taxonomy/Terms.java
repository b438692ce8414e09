package tv.natomultimedia.media.taxonomy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.media.listing.Total;

/** The three taxonomies with their numbers of published items. */
@ApplicationScoped
class Terms {

    /** A taxonomy: its path, its table and how items name its entries. */
    enum Kind {
        TOPICS("topic", "published_term WHERE term_id = t.id", "NULL, NULL, NULL"),
        COLLECTIONS("collection", "published_term WHERE term_id = t.id", "NULL, NULL, NULL"),
        LOCATIONS(
                "location",
                "item WHERE status = 'PUBLISHED' AND location_id = t.id",
                "t.country, t.latitude, t.longitude");

        /**
         * The page is cut first, by the unique index on the slug; then items are counted for its
         * entries alone, by index-only scans of published_term or item_by_location, each up to the
         * limit of counting.
         */
        private static final String QUERY =
                """
                SELECT t.id, t.slug, CAST(t.names AS text), (
                        SELECT count(*) FROM (SELECT 1 FROM %s LIMIT %d) counted),
                    %s
                FROM (SELECT * FROM %s WHERE %s ORDER BY slug COLLATE "C" LIMIT :limit) t
                ORDER BY t.slug COLLATE "C"
                """;

        private final String table;
        private final String carried;
        private final String place;

        Kind(String table, String carried, String place) {
            this.table = table;
            this.carried = carried;
            this.place = place;
        }

        private String query(String condition) {
            return QUERY.formatted(carried, Total.LIMIT, place, table, condition);
        }
    }

    private final EntityManager entities;
    private final ObjectMapper mapper;

    Terms(EntityManager entities, ObjectMapper mapper) {
        this.entities = entities;
        this.mapper = mapper;
    }

    /** Entries whose slugs come after one, in their order. */
    List<Term> after(Kind kind, String slug, int limit) {
        return rows(kind.query("slug COLLATE \"C\" > :key"), slug, limit);
    }

    Optional<Term> withId(Kind kind, UUID id) {
        return rows(kind.query("id = :key"), id, 1).stream().findFirst();
    }

    Optional<Term> withSlug(Kind kind, String slug) {
        return rows(kind.query("slug = :key"), slug, 1).stream().findFirst();
    }

    Total total(Kind kind) {
        Number counted =
                (Number)
                        entities.createNativeQuery(
                                        "SELECT count(*) FROM (SELECT 1 FROM %s LIMIT %d) counted"
                                                .formatted(kind.table, Total.LIMIT + 1))
                                .getSingleResult();
        return Total.of(counted.longValue());
    }

    private List<Term> rows(String query, Object key, int limit) {
        List<?> rows =
                entities.createNativeQuery(query, Object[].class)
                        .setParameter("key", key)
                        .setParameter("limit", limit)
                        .getResultList();
        return rows.stream().map(Object[].class::cast).map(this::term).toList();
    }

    private Term term(Object[] row) {
        return new Term(
                (UUID) row[0],
                (String) row[1],
                names((String) row[2]),
                ((Number) row[3]).longValue(),
                (String) row[4],
                (Double) row[5],
                (Double) row[6]);
    }

    private Names names(String json) {
        try {
            return mapper.readValue(json, Names.class);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
