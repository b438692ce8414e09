package tv.natomultimedia.media.search;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import tv.natomultimedia.media.sql.Statement;

/**
 * The conditions of a search on {@code item i}. Every one can be answered by an index of its own;
 * slugs are resolved to ids before, so that the planner sees constants and can estimate each.
 *
 * @param topics ids of the topics asked for; null when none was asked for, empty when none exists
 */
record Filters(
        SearchRequest request, List<UUID> topics, List<UUID> collections, List<UUID> locations) {

    /** Looks up what the slugs stand for. */
    static Filters of(SearchRequest request, DataSource database) {
        return new Filters(
                request,
                ids(database, "topic", request.topics()),
                ids(database, "collection", request.collections()),
                ids(database, "location", request.locations()));
    }

    private static List<UUID> ids(DataSource database, String table, List<String> slugs) {
        return slugs.isEmpty()
                ? null
                : new Statement(
                                "SELECT id FROM " + table + " WHERE slug = ANY (?)",
                                Statement.values("text", slugs.toArray()))
                        .list(database, row -> row.getObject(1, UUID.class));
    }

    /** All conditions. */
    Statement where() {
        return where(null);
    }

    /** Whether the facet is itself one of the conditions. */
    boolean isFilter(Facet facet) {
        return switch (facet) {
            case TYPE -> !request.types().isEmpty();
            case LANGUAGE -> !request.languages().isEmpty();
            case COUNTRY -> !request.countries().isEmpty();
            case TOPIC -> topics != null;
            case LOCATION -> locations != null;
            case PERSON -> !request.persons().isEmpty();
        };
    }

    /** All conditions but the facet's own. */
    Statement where(Facet except) {
        return where("i.status = 'PUBLISHED'", except);
    }

    /**
     * All conditions, of items that were published and taken back. What was never published, be it
     * killed, has never been known to anybody.
     */
    Statement whereRecalled() {
        return where("i.status IN ('WITHDRAWN', 'KILLED') AND i.published_at IS NOT NULL", null);
    }

    private Statement where(String standing, Facet except) {
        Statement where = new Statement("WHERE " + standing);
        request.words().ifPresent(words -> where.add("AND i.document @@ search_query(?)", words));
        if (except != Facet.TYPE) {
            any(where, "AND i.type = ANY (?)", request.types().stream().map(Enum::name));
        }
        if (except != Facet.LANGUAGE) {
            any(where, "AND i.language = ANY (?)", request.languages().stream());
        }
        if (except != Facet.COUNTRY) {
            any(where, "AND i.country = ANY (?)", request.countries().stream());
        }
        if (except != Facet.PERSON && !request.persons().isEmpty()) {
            String keys =
                    String.join(", ", request.persons().stream().map(p -> "folded(?)").toList());
            where.add("AND i.person_keys && ARRAY[" + keys + "]", request.persons().toArray());
        }
        if (except != Facet.TOPIC) {
            ids(where, "AND i.topic_ids && ?", topics);
        }
        if (except != Facet.LOCATION) {
            ids(where, "AND i.location_id = ANY (?)", locations);
        }
        ids(where, "AND i.collection_ids && ?", collections);
        any(where, "AND i.purposes && ?", request.purposes().stream().map(p -> p.wireName()));
        time(where, "AND i.published_at >= ?", request.from());
        time(where, "AND i.published_at < ?", request.to());
        time(where, "AND i.filmed_at >= ?", request.filmedFrom());
        time(where, "AND i.filmed_at < ?", request.filmedTo());
        return where;
    }

    private static void any(Statement where, String condition, Stream<String> values) {
        Object[] elements = values.toArray();
        if (elements.length > 0) {
            where.add(condition, Statement.values("text", elements));
        }
    }

    private static void ids(Statement where, String condition, Collection<UUID> ids) {
        if (ids != null) {
            where.add(condition, Statement.values("uuid", ids.toArray()));
        }
    }

    private static void time(Statement where, String condition, Optional<Instant> time) {
        time.ifPresent(instant -> where.add(condition, instant.atOffset(ZoneOffset.UTC)));
    }
}
