package tv.natomultimedia.media.catalogue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tv.natomultimedia.media.sql.Statement;
import tv.natomultimedia.media.sql.Statements;
import tv.natomultimedia.media.sql.Statements.Found;

/** Which published items belong to which. */
@ApplicationScoped
public class Neighbours {

    private final EntityManager entities;

    Neighbours(EntityManager entities) {
        this.entities = entities;
    }

    /** Of one item another one, as it is shown there. */
    private record Beside<T>(UUID item, T other) {}

    /** By item, its translations in the order of their languages. */
    Found<Map<UUID, List<MediaTranslation>>> translations(
            Statements together, Collection<UUID> itemIds) {
        return byItem(
                together,
                """
                SELECT mine.id AS item, other.language, other.id, other.slug, other.title
                FROM item mine JOIN item other
                    ON other.translation_group = mine.translation_group AND other.id <> mine.id
                WHERE mine.id = ANY (?) AND other.status = 'PUBLISHED'
                ORDER BY other.language, other.id
                """,
                itemIds,
                row ->
                        new MediaTranslation(
                                row.getString("language"),
                                row.getObject("id", UUID.class),
                                row.getString("slug"),
                                row.getString("title")));
    }

    /** By item, what it is related to, in the order in which that was said. */
    Found<Map<UUID, List<MediaRelation>>> related(Statements together, Collection<UUID> itemIds) {
        return byItem(
                together,
                """
                SELECT r.item_id AS item, i.id, r.relation, i.title
                FROM item_relation r JOIN item i ON i.id = r.related_id
                WHERE r.item_id = ANY (?) AND i.status = 'PUBLISHED'
                ORDER BY r.position, i.id
                """,
                itemIds,
                row ->
                        new MediaRelation(
                                row.getObject("id", UUID.class),
                                row.getString("relation"),
                                row.getString("title")));
    }

    private static <T> Found<Map<UUID, List<T>>> byItem(
            Statements together,
            String query,
            Collection<UUID> itemIds,
            Statement.Reader<T> reader) {
        return together.add(
                new Statement(query, Statement.values("uuid", itemIds.toArray())),
                row -> new Beside<>(row.getObject("item", UUID.class), reader.read(row)),
                groupingBy(Beside::item, mapping(Beside::other, toList())));
    }

    /** To what an item was said to be related, published or not, in the order of that. */
    public List<Relation> relations(UUID itemId) {
        List<?> rows =
                entities.createNativeQuery(
                                """
                                SELECT related_id, relation FROM item_relation
                                WHERE item_id = :item ORDER BY position, related_id
                                """,
                                Object[].class)
                        .setParameter("item", itemId)
                        .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Relation((UUID) row[0], (String) row[1]))
                .toList();
    }

    /**
     * What one item is to another.
     *
     * @param id of the other
     * @param relation such as {@code b-roll-of}
     */
    public record Relation(UUID id, String relation) {}

    /** Forgets to what an item is related. */
    public void unrelate(UUID itemId) {
        entities.createNativeQuery("DELETE FROM item_relation WHERE item_id = :item")
                .setParameter("item", itemId)
                .executeUpdate();
    }

    /** Says that one item is related to another. */
    public void relate(UUID itemId, UUID relatedId, String relation, int position) {
        entities.createNativeQuery(
                        """
                        INSERT INTO item_relation (item_id, related_id, relation, position)
                        VALUES (:item, :related, :relation, :position)
                        """)
                .setParameter("item", itemId)
                .setParameter("related", relatedId)
                .setParameter("relation", relation)
                .setParameter("position", position)
                .executeUpdate();
    }
}
