package tv.natomultimedia.media.catalogue;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import tv.natomultimedia.media.sql.Statement;
import tv.natomultimedia.media.sql.Statements;
import tv.natomultimedia.media.sql.Statements.Found;
import tv.natomultimedia.media.sql.StoredJson;
import tv.natomultimedia.media.taxonomy.LocationView;
import tv.natomultimedia.media.taxonomy.Names;
import tv.natomultimedia.media.taxonomy.TermView;

/**
 * Reads what items say, as the public sees it, past Hibernate: pages of lists are what is asked for
 * most, and entities with all their texts took longer than the database did.
 */
@ApplicationScoped
class ItemRows {

    private static final String LISTED =
            """
            SELECT i.id, i.slug, i.version, i.type, i.status, i.title, i.headline, i.summary, i.filmed_at,
                i.published_at, i.updated_at, i.embargoed_until, i.rights_expire_at, i.language, i.sound_languages,
                i.topic_ids, i.persons, i.keywords, i.credit, i.usage_terms_version, i.restrictions, i.contact,
                i.duration_seconds, i.location_id
            """;

    private static final String WHOLE =
            LISTED
                    + ", i.description, i.body_html, i.body_text, i.storyline, i.shotlist, i.corrections\n";

    private static final String AMONG = "FROM item i WHERE i.id = ANY (?)";

    private static final String TOPICS =
            """
            SELECT t.id, t.slug, t.names FROM topic t
            WHERE t.id IN (SELECT unnest(i.topic_ids) FROM item i WHERE i.id = ANY (?))
            """;

    /** Looked up singly: joined, all locations were read for each page. */
    private static final String LOCATIONS =
            """
            SELECT l.id, l.slug, l.names, l.country, l.latitude, l.longitude FROM location l
            WHERE l.id = ANY (ARRAY(SELECT i.location_id FROM item i WHERE i.id = ANY (?)))
            """;

    private final StoredJson json;
    private final Addresses addresses;

    ItemRows(StoredJson json, Addresses addresses) {
        this.json = json;
        this.addresses = addresses;
    }

    /** What belongs to items and is read before them, by item. */
    record Belongings(
            Found<Map<UUID, ItemFiles.Shown>> assetsByItem,
            Found<Map<UUID, List<MediaTranslation>>> translationsByItem,
            Found<Map<UUID, TermView>> topics,
            Found<Map<UUID, LocationView>> locations) {

        ItemFiles.Shown assets(UUID item) {
            return assetsByItem.get().getOrDefault(item, ItemFiles.Shown.NOTHING);
        }

        List<MediaTranslation> translations(UUID item) {
            return translationsByItem.get().getOrDefault(item, List.of());
        }
    }

    /** By id, those of these items that are published. */
    Found<Map<UUID, ListedMediaItem>> listed(
            Statements together, Collection<UUID> ids, Belongings belongings) {
        return together.add(
                new Statement(LISTED)
                        .add(AMONG, Statement.values("uuid", ids.toArray()))
                        .add("AND i.status = 'PUBLISHED'"),
                row -> listed(row, belongings),
                toMap(ListedMediaItem::id, Function.identity()));
    }

    /** By id, those of these items that there are, with all they say. */
    Found<Map<UUID, Texts>> whole(
            Statements together, Collection<UUID> ids, Belongings belongings) {
        return together.add(
                new Statement(WHOLE).add(AMONG, Statement.values("uuid", ids.toArray())),
                row -> texts(row, listed(row, belongings)),
                toMap(texts -> texts.listed().id(), Function.identity()));
    }

    /** An item with its long texts. */
    record Texts(
            ListedMediaItem listed,
            String description,
            MediaBody body,
            String storyline,
            List<Shot> shotlist,
            List<Correction> corrections) {}

    /** The topics of items by their ids. */
    Found<Map<UUID, TermView>> topics(Statements together, Collection<UUID> ids) {
        return together.add(
                new Statement(TOPICS, Statement.values("uuid", ids.toArray())),
                row ->
                        new TermView(
                                row.getObject("id", UUID.class),
                                row.getString("slug"),
                                json.value(row.getString("names"), Names.class)),
                toMap(TermView::id, Function.identity()));
    }

    /** The locations of items by their ids. */
    Found<Map<UUID, LocationView>> locations(Statements together, Collection<UUID> ids) {
        return together.add(
                new Statement(LOCATIONS, Statement.values("uuid", ids.toArray())),
                row ->
                        new LocationView(
                                row.getObject("id", UUID.class),
                                row.getString("slug"),
                                json.value(row.getString("names"), Names.class),
                                row.getString("country"),
                                row.getObject("latitude", Double.class),
                                row.getObject("longitude", Double.class)),
                toMap(LocationView::id, Function.identity()));
    }

    private Texts texts(ResultSet row, ListedMediaItem listed) throws SQLException {
        String html = row.getString("body_html");
        return new Texts(
                listed,
                row.getString("description"),
                html == null ? null : new MediaBody(html, row.getString("body_text")),
                row.getString("storyline"),
                json.values(row.getString("shotlist"), Shot.class),
                json.values(row.getString("corrections"), Correction.class));
    }

    private ListedMediaItem listed(ResultSet row, Belongings belongings) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        String slug = row.getString("slug");
        ItemFiles.Shown assets = belongings.assets(id);
        return new ListedMediaItem(
                id,
                slug,
                row.getInt("version"),
                ItemType.valueOf(row.getString("type")),
                ItemStatus.valueOf(row.getString("status")),
                row.getString("title"),
                row.getString("headline"),
                row.getString("summary"),
                belongings.locations().get().get(row.getObject("location_id", UUID.class)),
                time(row, "filmed_at"),
                time(row, "published_at"),
                time(row, "updated_at"),
                time(row, "embargoed_until"),
                time(row, "rights_expire_at"),
                row.getString("language"),
                Stream.of(array(row, "sound_languages")).map(String.class::cast).toList(),
                belongings.translations(id),
                topics(row, belongings),
                json.values(row.getString("persons"), Person.class),
                Stream.of(array(row, "keywords")).map(String.class::cast).toList(),
                row.getString("credit"),
                row.getInt("usage_terms_version"),
                row.getString("restrictions"),
                row.getString("contact"),
                Plain.number(row.getObject("duration_seconds", Double.class)),
                assets.poster(),
                assets.thumbnails(),
                new MediaLinks(addresses.item(id), addresses.page(slug), addresses.downloads(id)),
                null);
    }

    /** Without one that the item was given after topics were looked up: its next change tells. */
    private static List<TermView> topics(ResultSet row, Belongings belongings) throws SQLException {
        return Stream.of(array(row, "topic_ids"))
                .map(belongings.topics().get()::get)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Object[] array(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return (Object[]) array.getArray();
    }
}
