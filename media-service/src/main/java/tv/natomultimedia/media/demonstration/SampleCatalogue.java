package tv.natomultimedia.media.demonstration;

import com.fasterxml.uuid.Generators;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tv.natomultimedia.media.catalogue.Item;
import tv.natomultimedia.media.catalogue.Items;
import tv.natomultimedia.media.catalogue.Neighbours;
import tv.natomultimedia.media.taxonomy.Collection;
import tv.natomultimedia.media.taxonomy.Location;
import tv.natomultimedia.media.taxonomy.Topic;

/** Puts the sample catalogue into the database. */
@ApplicationScoped
class SampleCatalogue {

    /** Held while loading, so that of several replicas starting at once only one loads. */
    private static final long LOCK = 7_031_946_001L;

    private static final String TRANSLATION = "translation";

    private final EntityManager entities;
    private final Items items;
    private final Neighbours neighbours;
    private final Clock clock;

    SampleCatalogue(EntityManager entities, Items items, Neighbours neighbours, Clock clock) {
        this.entities = entities;
        this.items = items;
        this.neighbours = neighbours;
        this.clock = clock;
    }

    /**
     * Loads everything, or nothing when there are items already.
     *
     * @return how many items were loaded
     */
    @Transactional
    int loadInto(Samples samples) {
        entities.createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(:lock)")
                .setParameter("lock", LOCK)
                .getSingleResult();
        if (items.count() > 0) {
            return 0;
        }
        Map<String, UUID> terms = loadTaxonomies(samples);
        Map<String, Samples.ItemFiles> files = samples.files();
        Map<SampleItem, Item> loaded = new LinkedHashMap<>();
        Map<String, Item> bySlug = new HashMap<>();
        for (Samples.Item sample : samples.items()) {
            SampleItem item = new SampleItem(sample, files.get(sample.slug()), terms);
            loaded.put(item, item.create(id(), clock.instant()));
            bySlug.put(sample.slug(), loaded.get(item));
        }
        loaded.keySet().forEach(item -> joinTranslations(item.sample(), bySlug));
        loaded.values().forEach(entities::persist);
        entities.flush();
        loaded.forEach(this::complete);
        loaded.keySet().forEach(item -> relate(item.sample(), bySlug));
        return loaded.size();
    }

    private void complete(SampleItem sample, Item item) {
        sample.filesOf(item, SampleCatalogue::id, clock.instant()).forEach(entities::persist);
        for (Runnable step : sample.history(item)) {
            step.run();
            entities.flush();
        }
    }

    private Map<String, UUID> loadTaxonomies(Samples samples) {
        Map<String, UUID> terms = new HashMap<>();
        for (Samples.Term topic : samples.topics()) {
            UUID id = id();
            entities.persist(new Topic(id, topic.slug(), topic.names()));
            terms.put("topic/" + topic.slug(), id);
        }
        for (Samples.Term collection : samples.collections()) {
            UUID id = id();
            entities.persist(new Collection(id, collection.slug(), collection.names()));
            terms.put("collection/" + collection.slug(), id);
        }
        for (Samples.Place place : samples.locations()) {
            UUID id = id();
            entities.persist(
                    new Location(
                            id,
                            place.slug(),
                            place.names(),
                            place.country(),
                            place.latitude(),
                            place.longitude()));
            terms.put("location/" + place.slug(), id);
        }
        // Items are checked against these by the database.
        entities.flush();
        return terms;
    }

    private static void joinTranslations(Samples.Item sample, Map<String, Item> bySlug) {
        if (sample.translationOf() != null) {
            Item original = named(sample, sample.translationOf(), bySlug);
            if (original.translationGroup() == null) {
                original.joinTranslations(id());
            }
            bySlug.get(sample.slug()).joinTranslations(original.translationGroup());
        }
    }

    /** Translations are known by their group. */
    private void relate(Samples.Item sample, Map<String, Item> bySlug) {
        List<Samples.Relation> relations =
                sample.related().stream()
                        .filter(relation -> !relation.relation().equals(TRANSLATION))
                        .toList();
        for (int position = 0; position < relations.size(); position++) {
            Samples.Relation relation = relations.get(position);
            neighbours.relate(
                    bySlug.get(sample.slug()).id(),
                    named(sample, relation.slug(), bySlug).id(),
                    relation.relation(),
                    position);
        }
    }

    private static Item named(Samples.Item by, String slug, Map<String, Item> bySlug) {
        Item item = bySlug.get(slug);
        if (item == null) {
            throw new IllegalStateException(
                    "demonstration item " + by.slug() + " names no item " + slug);
        }
        return item;
    }

    private static UUID id() {
        return Generators.timeBasedEpochGenerator().generate();
    }
}
