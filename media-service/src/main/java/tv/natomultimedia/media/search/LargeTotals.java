package tv.natomultimedia.media.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which searches find more than totals say. To count ten thousand items again for every
 * page of a common word costs more than the page, and "at least" goes on being true: it would take
 * as many recalls within the time as there are items beyond the limit. Exact totals are never
 * remembered.
 */
@ApplicationScoped
class LargeTotals {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MOST = 2_000;

    private final Clock clock;
    private final Map<String, Instant> until =
            new LinkedHashMap<>(16, 0.75f, true) {

                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
                    return size() > MOST;
                }
            };

    LargeTotals(Clock clock) {
        this.clock = clock;
    }

    /** Whether the search is known to find more than totals say. */
    boolean isLarge(SearchRequest request) {
        Instant now = clock.instant();
        synchronized (until) {
            Instant end = until.get(request.identity());
            return end != null && now.isBefore(end);
        }
    }

    /** The search was found to find more. */
    void large(SearchRequest request) {
        Instant end = clock.instant().plus(REMEMBERED);
        synchronized (until) {
            until.put(request.identity(), end);
        }
    }
}
