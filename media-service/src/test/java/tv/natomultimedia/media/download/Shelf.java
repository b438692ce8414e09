package tv.natomultimedia.media.download;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import tv.natomultimedia.media.catalogue.Asset;
import tv.natomultimedia.media.catalogue.Assets;
import tv.natomultimedia.media.catalogue.CatalogueFile;
import tv.natomultimedia.media.catalogue.Item;
import tv.natomultimedia.media.catalogue.ItemContent;
import tv.natomultimedia.media.catalogue.ItemType;
import tv.natomultimedia.media.catalogue.Items;
import tv.natomultimedia.media.catalogue.Rendition;
import tv.natomultimedia.media.catalogue.Renditions;
import tv.natomultimedia.media.file.MediaFiles;
import tv.natomultimedia.media.file.StoredFile;

/** Puts items with files into the catalogue, for tests to download. */
@ApplicationScoped
class Shelf {

    /** A published item with one file for members and one for everybody. */
    record Stock(UUID item, UUID rendition, UUID publicRendition, UUID poster, byte[] bytes) {

        String downloads() {
            return "/v1/media/" + item + "/renditions/" + rendition + "/downloads";
        }
    }

    static final String FILENAME = "défilé \"1\".mp4";
    static final String PLAIN_FILENAME = "preview.mp4";

    private static final Instant FILMED = Instant.parse("2026-03-04T05:06:07Z");

    private final Items items;
    private final Renditions renditions;
    private final Assets assets;
    private final MediaFiles files;
    private final EntityManager database;
    private final Queue<String> kept = new ConcurrentLinkedQueue<>();

    Shelf(
            Items items,
            Renditions renditions,
            Assets assets,
            MediaFiles files,
            EntityManager database) {
        this.items = items;
        this.renditions = renditions;
        this.assets = assets;
        this.files = files;
        this.database = database;
    }

    @Transactional
    Stock publish(int size) {
        return publish(size, "A parade");
    }

    @Transactional
    Stock publish(int size, String title) {
        Stock stock = draft(size, title);
        items.findById(stock.item()).publish(FILMED);
        return stock;
    }

    @Transactional
    Stock draft(int size, String title) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        StoredFile stored =
                files.put("shelf/" + UUID.randomUUID(), new ByteArrayInputStream(bytes));
        kept.add(stored.key());
        return draft(stored, bytes, title);
    }

    /** Another published item with the same files. */
    @Transactional
    Stock publishTwin(Stock stock) {
        CatalogueFile file = renditions.findById(stock.rendition()).file();
        Stock twin =
                draft(
                        new StoredFile(file.key(), file.sizeBytes(), file.sha256()),
                        stock.bytes(),
                        "A twin");
        items.findById(twin.item()).publish(FILMED);
        return twin;
    }

    private Stock draft(StoredFile stored, byte[] bytes, String title) {
        UUID id = UUID.randomUUID();
        Item item = new Item(id, "shelf-" + id, ItemType.VIDEO, content(title), FILMED);
        items.persist(item);
        UUID rendition = rendition(id, 1, Rendition.Access.ACCOUNT, FILENAME, stored);
        UUID open = rendition(id, 2, Rendition.Access.PUBLIC, PLAIN_FILENAME, stored);
        UUID poster = UUID.randomUUID();
        assets.persist(
                Asset.picture(
                        poster,
                        id,
                        1,
                        Asset.Kind.POSTER,
                        new CatalogueFile(
                                stored.key(),
                                "poster.jpg",
                                "image/jpeg",
                                stored.sizeBytes(),
                                stored.sha256()),
                        16,
                        9,
                        "a parade",
                        FILMED));
        return new Stock(id, rendition, open, poster, bytes);
    }

    @Transactional
    void withdraw(Stock stock) {
        items.findById(stock.item()).withdraw("a mistake", Instant.parse("2026-05-01T00:00:00Z"));
    }

    @Transactional
    void kill(Stock stock) {
        items.findById(stock.item()).kill("a danger", Instant.parse("2026-05-01T00:00:00Z"));
    }

    @Transactional
    void correct(Stock stock) {
        items.findById(stock.item()).revise(content("A better headline"), FILMED);
    }

    /** Makes the catalogue list a file of another size, as if it had been replaced. */
    @Transactional
    void resize(Stock stock, long sizeBytes) {
        database.createNativeQuery("UPDATE rendition SET size_bytes = :size WHERE item_id = :item")
                .setParameter("size", sizeBytes)
                .setParameter("item", stock.item())
                .executeUpdate();
    }

    Path path(Stock stock) {
        return files.path(key(stock)).orElseThrow();
    }

    String key(Stock stock) {
        return renditions.findById(stock.rendition()).file().key();
    }

    /** Leaves the catalogue as it was, for the tests of others. */
    @Transactional
    void clear() {
        for (String rows :
                List.of(
                        "download WHERE item_id IN (SELECT id FROM item WHERE slug LIKE 'shelf-%')",
                        "item WHERE slug LIKE 'shelf-%'")) {
            database.createNativeQuery("DELETE FROM " + rows).executeUpdate();
        }
        kept.forEach(files::delete);
        kept.clear();
    }

    /** All but the first. */
    @Transactional
    void revokeTerms() {
        database.createNativeQuery("DELETE FROM usage_terms WHERE version > 1").executeUpdate();
    }

    long count(String table, String column, Object value) {
        return ((Number)
                        database.createNativeQuery(
                                        "SELECT count(*) FROM "
                                                + table
                                                + " WHERE "
                                                + column
                                                + " = :value")
                                .setParameter("value", value)
                                .getSingleResult())
                .longValue();
    }

    private UUID rendition(
            UUID item, int position, Rendition.Access access, String filename, StoredFile stored) {
        UUID id = UUID.randomUUID();
        renditions.persist(
                new Rendition(
                        id,
                        item,
                        position,
                        "rendition-" + position,
                        Rendition.Purpose.BROADCAST,
                        access,
                        new CatalogueFile(
                                stored.key(),
                                filename,
                                "video/mp4",
                                stored.sizeBytes(),
                                stored.sha256()),
                        null,
                        FILMED));
        return id;
    }

    private static ItemContent content(String title) {
        return new ItemContent(
                "en", title, null, null, null, null, null, null, List.of(), null, null, List.of(),
                List.of(), List.of(), List.of(), List.of(), null, 1, null, null, null, List.of());
    }
}
