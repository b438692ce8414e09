package tv.natomultimedia.media.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers which searches find more than totals say, and the values of their facets. To count ten
 * thousand items again for every page of a common word costs more than the page, and "at least"
 * goes on being true: it would take as many recalls within the time as there are items beyond the
 * limit. Exact totals are never remembered.
 */
@ApplicationScoped
class LargeTotals {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MOST = 500;

    private record Large(Instant until, Map<String, List<FacetValue>> byFacet) {}

    private final Clock clock;
    private final Map<String, Large> large =
            new LinkedHashMap<>(16, 0.75f, true) {

                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Large> eldest) {
                    return size() > MOST;
                }
            };

    LargeTotals(Clock clock) {
        this.clock = clock;
    }

    /** Whether the search is known to find more than totals say. */
    boolean isLarge(SearchRequest request) {
        return remembered(request).isPresent();
    }

    /** The values of these facets of such a search; empty unless all of them are known. */
    Optional<Map<String, List<FacetValue>>> facets(SearchRequest request, List<Facet> facets) {
        return remembered(request)
                .map(Large::byFacet)
                .filter(
                        known ->
                                facets.stream()
                                        .allMatch(facet -> known.containsKey(facet.wireName())));
    }

    /** The search was found to find more, with these values of facets among them. */
    void large(SearchRequest request, Map<String, List<FacetValue>> byFacet) {
        Instant until = clock.instant().plus(REMEMBERED);
        synchronized (large) {
            large.put(request.identity(), new Large(until, Map.copyOf(byFacet)));
        }
    }

    private Optional<Large> remembered(SearchRequest request) {
        Instant now = clock.instant();
        synchronized (large) {
            return Optional.ofNullable(large.get(request.identity()))
                    .filter(found -> now.isBefore(found.until()));
        }
    }
}
