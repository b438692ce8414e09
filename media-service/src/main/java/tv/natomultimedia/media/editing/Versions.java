package tv.natomultimedia.media.editing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.media.catalogue.ItemStatus;
import tv.natomultimedia.media.catalogue.Items;
import tv.natomultimedia.media.listing.Cursors;
import tv.natomultimedia.media.listing.Total;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/** Everything that an item ever was. */
@ApplicationScoped
class Versions {

    /** Members of the content by the columns in which they were kept. */
    private static final List<String> CONTENT =
            List.of(
                    "slug",
                    "type",
                    "language",
                    "title",
                    "headline",
                    "summary",
                    "description",
                    "bodyHtml",
                    "bodyText",
                    "storyline",
                    "shotlist",
                    "locationId",
                    "filmedAt",
                    "soundLanguages",
                    "topicIds",
                    "collectionIds",
                    "persons",
                    "keywords",
                    "credit",
                    "usageTermsVersion",
                    "restrictions",
                    "contact",
                    "durationSeconds",
                    "rightsExpireAt",
                    "embargoedUntil",
                    "corrections");

    private static final SnakeCaseStrategy COLUMNS = new SnakeCaseStrategy();

    private final EntityManager database;
    private final Items items;
    private final Cursors cursors;
    private final ObjectMapper mapper;

    Versions(EntityManager database, Items items, Cursors cursors, ObjectMapper mapper) {
        this.database = database;
        this.items = items;
        this.cursors = cursors;
        this.mapper = mapper;
    }

    /** Those of an item, the latest first; 404 when there is no such item. */
    @Transactional
    VersionPage of(UUID item, Optional<String> cursor, int limit) {
        if (items.findByIdOptional(item).isEmpty()) {
            throw Problems.of(ProblemType.NOT_FOUND);
        }
        String list = "/v1/media/" + item + "/versions";
        int before =
                cursor.map(text -> Integer.parseInt(cursors.open(list, text).getFirst()))
                        .orElse(Integer.MAX_VALUE);
        List<VersionView> found = new ArrayList<>();
        for (Object row :
                database.createNativeQuery(
                                """
                                SELECT version, recorded_at, edited_by, CAST(content AS text) FROM item_version
                                WHERE item_id = :item AND version < :before
                                ORDER BY version DESC LIMIT :limit
                                """,
                                Object[].class)
                        .setParameter("item", item)
                        .setParameter("before", before)
                        .setParameter("limit", limit + 1)
                        .getResultList()) {
            found.add(view((Object[]) row));
        }
        boolean more = found.size() > limit;
        List<VersionView> shown = more ? found.subList(0, limit) : found;
        return new VersionPage(
                shown,
                more
                        ? cursors.seal(list, List.of(String.valueOf(shown.getLast().version())))
                        : null,
                Total.of(count(item)));
    }

    private long count(UUID item) {
        return ((Number)
                        database.createNativeQuery(
                                        "SELECT count(*) FROM (SELECT FROM item_version WHERE item_id = :item LIMIT %d) counted"
                                                .formatted(Total.LIMIT + 1))
                                .setParameter("item", item)
                                .getSingleResult())
                .longValue();
    }

    private VersionView view(Object[] row) {
        JsonNode kept = read((String) row[3]);
        ObjectNode content = mapper.createObjectNode();
        for (String member : CONTENT) {
            content.set(member, told(member, kept.path(COLUMNS.translate(member))));
        }
        return new VersionView(
                ((Number) row[0]).intValue(),
                (Instant) row[1],
                (UUID) row[2],
                ItemStatus.valueOf(kept.path("status").textValue()),
                kept.path("notice").textValue(),
                time(kept.path("published_at")),
                content);
    }

    private JsonNode told(String member, JsonNode value) {
        if (value.isMissingNode()) {
            return mapper.nullNode();
        }
        if (member.equals("type")) {
            return mapper.getNodeFactory().textNode(value.textValue().toLowerCase(Locale.ROOT));
        }
        boolean isTime = member.endsWith("At") || member.equals("embargoedUntil");
        return isTime && value.isTextual() ? mapper.valueToTree(time(value)) : value;
    }

    /** The database writes times in its own time zone. */
    private static Instant time(JsonNode kept) {
        return kept.isTextual() ? OffsetDateTime.parse(kept.textValue()).toInstant() : null;
    }

    private JsonNode read(String json) {
        try {
            return mapper.readTree(json);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
