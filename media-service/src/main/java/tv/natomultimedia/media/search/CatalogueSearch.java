package tv.natomultimedia.media.search;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.media.catalogue.Highlights;
import tv.natomultimedia.media.catalogue.ListedMediaItem;
import tv.natomultimedia.media.catalogue.MediaItems;
import tv.natomultimedia.media.listing.Cursors;
import tv.natomultimedia.media.listing.Total;
import tv.natomultimedia.media.sql.Statement;

/**
 * Answers searches. What an item looks like is read only for the page shown; counting stops at
 * {@link Total#LIMIT}, ranking at {@link Candidates#MOST_RANKED}, so that no search reads the whole
 * catalogue.
 */
@ApplicationScoped
class CatalogueSearch {

    private static final Total LARGE = Total.of(Total.LIMIT + 1L);

    /** The page, one hit more where there are more, how many there are in all, and the facets. */
    private record Found(List<Hit> hits, Total total, Map<String, List<FacetValue>> byFacet) {}

    private final AgroalDataSource database;
    private final MediaItems items;
    private final Candidates candidates;
    private final Highlighter highlighter;
    private final LargeTotals totals;
    private final Cursors cursors;

    CatalogueSearch(
            AgroalDataSource database,
            MediaItems items,
            Candidates candidates,
            Highlighter highlighter,
            LargeTotals totals,
            Cursors cursors) {
        this.database = database;
        this.items = items;
        this.candidates = candidates;
        this.highlighter = highlighter;
        this.totals = totals;
        this.cursors = cursors;
    }

    SearchResult find(SearchRequest request) {
        String list = "media" + request.identity();
        Hit after = request.cursor().map(cursor -> Hit.at(cursors.open(list, cursor))).orElse(null);
        Found found = found(Filters.of(request, database), after);
        boolean more = found.hits().size() > request.limit();
        List<Hit> shown = more ? found.hits().subList(0, request.limit()) : found.hits();
        return new SearchResult(
                described(request, shown),
                more ? cursors.seal(list, shown.getLast().position()) : null,
                found.total(),
                request.facets().isEmpty() ? null : found.byFacet());
    }

    /** A page of what filters leave, and one hit more where there are more. */
    List<Hit> hits(Filters filters, Hit after) {
        return found(filters, after).hits();
    }

    private List<ListedMediaItem> described(SearchRequest request, List<Hit> hits) {
        List<UUID> ids = hits.stream().map(Hit::id).toList();
        List<ListedMediaItem> described = items.listed(ids);
        if (request.words().isEmpty() || ids.isEmpty()) {
            return described;
        }
        Map<UUID, Highlights> found = highlighter.highlights(ids, request.words().get());
        return described.stream().map(item -> item.with(found.get(item.id()))).toList();
    }

    /**
     * What filters leave has to be counted anyway: where that ends before the limit, the page is
     * among what was counted, and what facets count is the same. Only where much is left is the
     * page looked for in the order of time, in which it then cannot be far. Left to choose, the
     * planner walked that way for words of which one is common and one is rare, and read 70 000
     * items for a page.
     */
    private Found found(Filters filters, Hit after) {
        SearchRequest request = filters.request();
        List<Facet> among =
                request.facets().stream().filter(facet -> !filters.isFilter(facet)).toList();
        Optional<Map<String, List<FacetValue>>> remembered = totals.facets(request, among);
        if (remembered.isPresent()) {
            return new Found(page(filters, after), LARGE, facets(filters, remembered.get()));
        }
        boolean large = totals.isLarge(request);
        Candidates.Found found =
                candidates.find(
                        filters.where(), among, large ? null : new Candidates.Page(request, after));
        Map<String, List<FacetValue>> byFacet = facets(filters, found.byFacet());
        if (found.total().relation() == Total.Relation.AT_LEAST) {
            totals.large(request, found.byFacet());
            return new Found(page(filters, after), LARGE, byFacet);
        }
        return new Found(large ? page(filters, after) : found.hits(), found.total(), byFacet);
    }

    /**
     * Items by value. A facet leaves its own filter out and keeps all others: the numbers say what
     * choosing another value would find.
     *
     * @param among those of the facets that are no filters
     */
    private Map<String, List<FacetValue>> facets(
            Filters filters, Map<String, List<FacetValue>> among) {
        Map<String, List<FacetValue>> all = new LinkedHashMap<>();
        for (Facet facet : filters.request().facets()) {
            Map<String, List<FacetValue>> found =
                    filters.isFilter(facet)
                            ? candidates.find(filters.where(facet), List.of(facet), null).byFacet()
                            : among;
            all.put(facet.wireName(), found.get(facet.wireName()));
        }
        return all;
    }

    private List<Hit> page(Filters filters, Hit after) {
        SearchRequest request = filters.request();
        Statement statement =
                switch (request.sort()) {
                    case NEWEST -> byTime(filters, after, "<", "DESC");
                    case OLDEST -> byTime(filters, after, ">", "ASC");
                    case RELEVANCE -> byRelevance(filters, after);
                };
        // Written out: of an unknown limit the planner would expect a tenth of the catalogue.
        statement.add("LIMIT " + (request.limit() + 1));
        if (filters.where().hasValues()) {
            statement.plannedAnew();
        }
        return statement.list(database, row -> Hit.read(row, 1));
    }

    /**
     * Walks item_by_publication from the position on and filters. No row before the position is
     * read, however deep the page.
     */
    private static Statement byTime(
            Filters filters, Hit after, String comparison, String direction) {
        Statement statement =
                new Statement("SELECT i.id, i.published_at, 0::real FROM item i")
                        .add(filters.where());
        if (after != null) {
            statement.add(
                    "AND (i.published_at, i.id) " + comparison + " (?, ?)",
                    after.publishedAt().atOffset(ZoneOffset.UTC),
                    after.id());
        }
        return statement.add("ORDER BY i.published_at " + direction + ", i.id " + direction);
    }

    /**
     * Ranking reads the whole document of each candidate, so the candidates are cut first: the
     * newest matches. Only their ids are sorted, for with their documents they would not fit into
     * the memory of a sort.
     */
    private static Statement byRelevance(Filters filters, Hit after) {
        String words = filters.request().words().orElseThrow();
        Statement statement =
                new Statement(
                                """
                                SELECT id, published_at, rank FROM (
                                    SELECT c.id, c.published_at,
                                        ts_rank('{0.1, 0.3, 0.6, 1}', d.document, search_query(?), 1) AS rank
                                    FROM (SELECT i.id, i.published_at FROM item i
                                """,
                                words)
                        .add(filters.where())
                        .add(
                                """
                                ORDER BY i.published_at DESC, i.id DESC LIMIT ?) c
                                JOIN item d ON d.id = c.id) ranked
                                """,
                                Candidates.MOST_RANKED);
        return Candidates.afterRank(statement, after);
    }
}
