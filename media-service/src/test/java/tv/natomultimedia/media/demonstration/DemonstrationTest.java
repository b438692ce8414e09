package tv.natomultimedia.media.demonstration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.catalogue.Asset;
import tv.natomultimedia.media.catalogue.Assets;
import tv.natomultimedia.media.catalogue.CatalogueFile;
import tv.natomultimedia.media.catalogue.Items;
import tv.natomultimedia.media.catalogue.Rendition;
import tv.natomultimedia.media.catalogue.Renditions;
import tv.natomultimedia.media.file.MediaFiles;

@QuarkusTest
class DemonstrationTest {

    @Inject SampleCatalogue catalogue;
    @Inject SampleFiles sampleFiles;
    @Inject Items items;
    @Inject Renditions renditions;
    @Inject Assets assets;
    @Inject MediaFiles files;
    @Inject EntityManager entities;

    @Test
    @Transactional
    void everythingWrittenIsLoaded() {
        Samples samples = new Samples();
        assertTrue(samples.items().size() >= 40);
        for (Samples.Item sample : samples.items()) {
            assertTrue(items.findBySlug(sample.slug()).isPresent(), sample.slug());
        }
        long videos =
                renditions.list("purpose", Rendition.Purpose.BROADCAST).stream()
                        .map(Rendition::itemId)
                        .distinct()
                        .count();
        assertTrue(videos >= 6);
    }

    @Test
    @Transactional
    void everyFileIsInTheStoreAsStated() throws IOException, GeneralSecurityException {
        Set<CatalogueFile> stated = new HashSet<>();
        renditions.listAll().stream().map(Rendition::file).forEach(stated::add);
        assets.listAll().stream().map(Asset::file).forEach(stated::add);
        for (CatalogueFile file : stated) {
            Path path = files.path(file.key()).orElseThrow();
            byte[] content = Files.readAllBytes(path);
            assertEquals(file.sizeBytes(), content.length, file.key());
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            assertEquals(file.sha256(), HexFormat.of().formatHex(digest), file.key());
        }
    }

    @Test
    @Transactional
    void correctedSamplesHaveTheirHistory() {
        Object versions =
                entities.createNativeQuery(
                                """
                                SELECT count(*) FROM item_version v JOIN item i ON i.id = v.item_id
                                WHERE i.slug = 'unga-2022-secretary-general-in-new-york'
                                """)
                        .getSingleResult();
        assertEquals(2L, versions);
    }

    @Test
    void loadingAgainLoadsNothing() throws Exception {
        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            Callable<Integer> start = () -> catalogue.loadInto(new Samples());
            for (Future<Integer> loaded : replicas.invokeAll(List.of(start, start, start, start))) {
                assertEquals(0, loaded.get());
            }
        }
        assertEquals(0, sampleFiles.copyMissing(new Samples()));
    }

    @Test
    void aMissingFileIsCopiedAgain() {
        String key = SampleFiles.key("unga-2022-new-york-broll/unga-2022-new-york-broll.en.vtt");
        files.delete(key);
        assertEquals(1, sampleFiles.copyMissing(new Samples()));
        assertTrue(files.path(key).isPresent());
    }
}
