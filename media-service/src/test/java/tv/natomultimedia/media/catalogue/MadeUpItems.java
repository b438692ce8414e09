package tv.natomultimedia.media.catalogue;

import com.fasterxml.uuid.Generators;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Items that tests make up beside the demonstration catalogue, and take away again. */
@ApplicationScoped
public class MadeUpItems {

    public static final Instant LONG_AGO = Instant.parse("1999-04-24T12:00:00Z");

    private static final String PREFIX = "made-up-";

    private final EntityManager entities;
    private final Items items;

    MadeUpItems(EntityManager entities, Items items) {
        this.entities = entities;
        this.items = items;
    }

    /** What tests care about of an item. */
    public record Text(
            String language, String title, String summary, List<UUID> topics, String person) {

        public static Text titled(String title) {
            return new Text("en", title, null, List.of(), null);
        }

        ItemContent content() {
            return content(List.of());
        }

        ItemContent content(List<Correction> corrections) {
            return new ItemContent(
                    language,
                    title,
                    null,
                    summary,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    null,
                    null,
                    List.of(),
                    topics,
                    List.of(),
                    person == null ? List.of() : List.of(new Person(person, null)),
                    List.of(),
                    null,
                    1,
                    null,
                    null,
                    null,
                    corrections);
        }
    }

    public static String slug(String name) {
        return PREFIX + name;
    }

    @Transactional
    public UUID draft(String name, Text text) {
        UUID id = Generators.timeBasedEpochGenerator().generate();
        items.persist(new Item(id, slug(name), ItemType.VIDEO, text.content(), LONG_AGO));
        return id;
    }

    @Transactional
    public UUID published(String name, Text text, Instant at) {
        UUID id = draft(name, text);
        items.findById(id).publish(at);
        return id;
    }

    @Transactional
    public void change(UUID id, Consumer<Item> change) {
        change.accept(items.findById(id));
    }

    /** Puts an item right, with a note. */
    public void correct(UUID id, Text text, Correction note, Instant at) {
        change(id, item -> item.revise(text.content(List.of(note)), at));
    }

    /** Says something else of an item. */
    public void revise(UUID id, Text text, Instant at) {
        change(id, item -> item.revise(text.content(), at));
    }

    @Transactional
    public UUID topic(String name) {
        UUID id = Generators.timeBasedEpochGenerator().generate();
        entities.createNativeQuery("INSERT INTO topic VALUES (:id, :slug, CAST(:names AS jsonb))")
                .setParameter("id", id)
                .setParameter("slug", slug(name))
                .setParameter("names", "{\"en\": \"" + name + "\", \"fr\": null}")
                .executeUpdate();
        return id;
    }

    /** What the history says of an item, as JSON texts, the oldest first. */
    @Transactional
    public List<?> history(UUID id) {
        return entities.createNativeQuery(
                        "SELECT CAST(content AS text) FROM item_version WHERE item_id = :id ORDER BY version",
                        String.class)
                .setParameter("id", id)
                .getResultList();
    }

    @Transactional
    public void remove() {
        entities.createNativeQuery("DELETE FROM item WHERE slug LIKE 'made-up-%'").executeUpdate();
        entities.createNativeQuery("DELETE FROM topic WHERE slug LIKE 'made-up-%'").executeUpdate();
    }
}
