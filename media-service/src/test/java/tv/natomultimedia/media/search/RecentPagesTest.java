package tv.natomultimedia.media.search;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;
import tv.natomultimedia.media.representation.Format;
import tv.natomultimedia.media.representation.Written;

/** Pages are written once, and never shown when there is something newer to show. */
@QuarkusTest
class RecentPagesTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final int READERS = 8;

    @Inject RecentPages pages;
    @Inject MadeUpItems madeUp;

    private final AtomicInteger written = new AtomicInteger();
    private final Supplier<RecentPages.Page> writer =
            () ->
                    new RecentPages.Page(
                            new Written(
                                    Format.JSON,
                                    String.valueOf(written.incrementAndGet())
                                            .getBytes(StandardCharsets.UTF_8)),
                            null,
                            null);

    /** Something that no other test asks for. */
    private final Object asked = UUID.randomUUID();

    @BeforeEach
    void oneItem() {
        madeUp.published("recent-" + UUID.randomUUID(), Text.titled("Recent"), NOW);
    }

    @Test
    void aPageIsWrittenAgainAfterAChangeAndNotBefore() {
        RecentPages.Page page = pages.page(asked, writer);
        assertSame(page, pages.page(asked, writer));
        assertNotSame(page, pages.page(UUID.randomUUID(), writer));
        madeUp.published("recent-" + UUID.randomUUID(), Text.titled("Recent"), NOW);
        RecentPages.Page after = pages.page(asked, writer);
        assertNotSame(page, after);
        assertSame(after, pages.page(asked, writer));
        assertEquals(3, written.get());
    }

    @Test
    void whoAsksForThePageThatIsBeingWrittenWaitsForIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        Callable<RecentPages.Page> slow =
                () ->
                        pages.page(
                                asked,
                                () -> {
                                    begun.countDown();
                                    awaitUninterruptibly(finish);
                                    return writer.get();
                                });
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RecentPages.Page>> all = new ArrayList<>();
            all.add(readers.submit(slow));
            begun.await();
            for (int reader = 1; reader < READERS; reader++) {
                all.add(readers.submit(() -> pages.page(asked, writer)));
            }
            finish.countDown();
            for (Future<RecentPages.Page> each : all) {
                assertSame(all.getFirst().get(), each.get());
            }
        }
        assertEquals(1, written.get());
    }

    @Test
    void aFailureIsNobodyElses() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<RecentPages.Page> failing =
                    readers.submit(
                            () ->
                                    pages.page(
                                            asked,
                                            () -> {
                                                begun.countDown();
                                                awaitUninterruptibly(finish);
                                                throw new IllegalStateException("not found");
                                            }));
            begun.await();
            Future<RecentPages.Page> waiting = readers.submit(() -> pages.page(asked, writer));
            finish.countDown();
            assertThrows(Exception.class, failing::get);
            waiting.get();
            pages.page(asked, writer);
        }
        assertTrue(written.get() <= 2);
    }

    @Test
    void whatIsPublishedIsFoundAtOnceHoweverManyLookForIt() throws Exception {
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> reading = new ArrayList<>();
            for (int reader = 0; reader < READERS; reader++) {
                reading.add(
                        readers.submit(
                                () -> {
                                    while (!over.get()) {
                                        found(word);
                                    }
                                }));
            }
            try {
                for (int number = 1; number <= 30; number++) {
                    madeUp.published(word + number, Text.titled(word), NOW.plusSeconds(number));
                    assertEquals(number, found(word));
                }
            } finally {
                over.set(true);
            }
            for (Future<?> each : reading) {
                each.get();
            }
        }
    }

    private static int found(String word) {
        return Json.of(given().get("/v1/media?fields=id&limit=1&q=" + word))
                .<Number>path("total.value")
                .intValue();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
