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

/** Which published items belong to which. */
@ApplicationScoped
public class Neighbours {

    private final EntityManager entities;

    Neighbours(EntityManager entities) {
        this.entities = entities;
    }

    /** By item, its translations in the order of their languages. */
    Map<UUID, List<MediaTranslation>> translations(Collection<UUID> itemIds) {
        if (itemIds.isEmpty()) {
            return Map.of();
        }
        List<Object[]> rows =
                entities.createQuery(
                                """
                                SELECT mine.id, other.content.language, other.id, other.slug,
                                    other.content.title
                                FROM Item mine JOIN Item other
                                    ON other.translationGroup = mine.translationGroup
                                        AND other.id <> mine.id
                                WHERE mine.id IN :ids AND other.status = PUBLISHED
                                ORDER BY other.content.language, other.id
                                """,
                                Object[].class)
                        .setParameter("ids", itemIds)
                        .getResultList();
        return rows.stream()
                .collect(
                        groupingBy(
                                row -> (UUID) row[0],
                                mapping(
                                        row ->
                                                new MediaTranslation(
                                                        (String) row[1],
                                                        (UUID) row[2],
                                                        (String) row[3],
                                                        (String) row[4]),
                                        toList())));
    }

    /** By item, what it is related to, in the order in which that was said. */
    Map<UUID, List<MediaRelation>> related(Collection<UUID> itemIds) {
        List<?> rows =
                entities.createNativeQuery(
                                """
                                SELECT r.item_id, i.id, r.relation, i.title
                                FROM item_relation r JOIN item i ON i.id = r.related_id
                                WHERE r.item_id IN (:items) AND i.status = 'PUBLISHED'
                                ORDER BY r.position, i.id
                                """,
                                Object[].class)
                        .setParameter("items", itemIds)
                        .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .collect(
                        groupingBy(
                                row -> (UUID) row[0],
                                mapping(
                                        row ->
                                                new MediaRelation(
                                                        (UUID) row[1],
                                                        (String) row[2],
                                                        (String) row[3]),
                                        toList())));
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
