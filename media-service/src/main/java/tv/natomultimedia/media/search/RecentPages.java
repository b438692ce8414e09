package tv.natomultimedia.media.search;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tv.natomultimedia.media.change.Changes;
import tv.natomultimedia.media.representation.Written;

/**
 * Pages as they were last written, so that what everybody asks for is found and written once. They
 * are good until the next change of any published item, whichever replica makes it: the highest
 * number of a change is asked for each time, and pages of other numbers are not looked at. What
 * changes without a number, such as the name of a topic, is seen when the pages are forgotten.
 */
@ApplicationScoped
public class RecentPages {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    /** What an entry takes beside what is known of its parts. */
    private static final int OVERHEAD = 1024;

    /**
     * A page, written.
     *
     * @param nextCursor null on the last, or where the page itself says it
     * @param lastChange when anything last changed of what the list is made of; null if not told
     */
    public record Page(Written written, String nextCursor, Instant lastChange) {

        /** Bytes, as they are and compressed, about. */
        private int weight() {
            return written.length() + written.length() / 4;
        }
    }

    private record Asked(long change, Object page) {

        /** So that memory is not filled with long questions that find nothing. */
        private int weight() {
            return OVERHEAD + 2 * page.toString().length();
        }
    }

    private final Changes changes;
    private final boolean remembering;
    private final AsyncCache<Asked, Page> pages;

    RecentPages(
            Changes changes, @ConfigProperty(name = "search.page-memory") MemorySize pageMemory) {
        this.changes = changes;
        this.remembering = pageMemory.asLongValue() > 0;
        this.pages =
                Caffeine.newBuilder()
                        .maximumWeight(pageMemory.asLongValue())
                        .weigher((Asked asked, Page page) -> asked.weight() + page.weight())
                        .expireAfterWrite(REMEMBERED)
                        .buildAsync();
    }

    /**
     * The page that was asked for. Who asks while it is being written waits for it, and writes it
     * when that fails.
     *
     * @param asked all that it depends on but the catalogue; pages of equal ones are the same
     * @param writer finds and writes it
     */
    public Page page(Object asked, Supplier<Page> writer) {
        if (!remembering) {
            return writer.get();
        }
        // Asked before the page is looked for: it may show more than its number says, never less.
        Asked key = new Asked(changes.latest(), asked);
        CompletableFuture<Page> mine = new CompletableFuture<>();
        CompletableFuture<Page> known = pages.asMap().putIfAbsent(key, mine);
        return known == null ? written(mine, writer) : awaited(known, writer);
    }

    private static Page written(CompletableFuture<Page> promised, Supplier<Page> writer) {
        try {
            Page page = writer.get();
            promised.complete(page);
            return page;
        } finally {
            // Unless it was kept: so it is forgotten.
            promised.cancel(false);
        }
    }

    private static Page awaited(CompletableFuture<Page> promised, Supplier<Page> writer) {
        try {
            return promised.join();
        } catch (CancellationException notKept) {
            return writer.get();
        }
    }
}
