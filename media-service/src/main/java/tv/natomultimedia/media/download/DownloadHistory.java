package tv.natomultimedia.media.download;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import tv.natomultimedia.media.catalogue.Items;
import tv.natomultimedia.media.download.quota.QuotaView;
import tv.natomultimedia.media.download.quota.Quotas;
import tv.natomultimedia.media.listing.Cursors;
import tv.natomultimedia.media.listing.ListParameters;
import tv.natomultimedia.media.listing.NextPage;
import tv.natomultimedia.media.listing.Total;
import tv.natomultimedia.media.partner.PartnerStandings;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/** Downloads by the page, as JSON or as a table. */
@ApplicationScoped
class DownloadHistory {

    private final Downloads downloads;
    private final Items items;
    private final PartnerStandings partners;
    private final Quotas quotas;
    private final Cursors cursors;
    private final NextPage nextPage;

    DownloadHistory(
            Downloads downloads,
            Items items,
            PartnerStandings partners,
            Quotas quotas,
            Cursors cursors,
            NextPage nextPage) {
        this.downloads = downloads;
        this.items = items;
        this.partners = partners;
        this.quotas = quotas;
        this.cursors = cursors;
        this.nextPage = nextPage;
    }

    /** A principal's own. */
    @Transactional
    Response page(String principal, UriInfo uri, HttpHeaders request) {
        Page page = page(Downloads.Whose.PRINCIPAL, principal, uri);
        List<DownloadView> views = page.shown().stream().map(DownloadView::from).toList();
        return answer(
                page,
                new DownloadPage(views, page.next(), page.total()),
                () -> DownloadTable.of(views),
                uri,
                request);
    }

    /** Everybody's of an item, for editors; 404 when there is no such item, whatever its state. */
    @Transactional
    Response ofItem(UUID item, UriInfo uri, HttpHeaders request) {
        if (items.findByIdOptional(item).isEmpty()) {
            throw Problems.of(ProblemType.NOT_FOUND);
        }
        Page page = page(Downloads.Whose.ITEM, item, uri);
        List<ItemDownloads.Line> lines = page.shown().stream().map(this::line).toList();
        return answer(
                page,
                new ItemDownloads(lines, page.next(), page.total()),
                () -> DownloadTable.ofItem(lines),
                uri,
                request);
    }

    private record Page(List<Downloads.Entry> shown, String next, Total total) {}

    private Page page(Downloads.Whose whose, Object value, UriInfo uri) {
        ListParameters parameters =
                new ListParameters(uri.getQueryParameters(), Set.of("limit", "cursor"));
        int limit = parameters.limit();
        Optional<String> cursor = parameters.cursor();
        parameters.check();
        String list = "downloads of " + value;
        List<Downloads.Entry> found =
                cursor.map(text -> cursors.open(list, text))
                        .map(last -> after(whose, value, last, limit + 1))
                        .orElseGet(() -> downloads.newest(whose, value, limit + 1));
        boolean more = found.size() > limit;
        List<Downloads.Entry> shown = more ? found.subList(0, limit) : found;
        return new Page(
                shown,
                more ? cursors.seal(list, position(shown.getLast().download())) : null,
                Total.of(downloads.count(whose, value, Total.LIMIT)));
    }

    private Response answer(
            Page page, Object json, Supplier<String> table, UriInfo uri, HttpHeaders request) {
        Response.ResponseBuilder answer =
                DownloadTable.isPreferred(request)
                        ? DownloadTable.answer(table.get(), "downloads.csv")
                        : Response.ok(json, MediaType.APPLICATION_JSON_TYPE);
        return nextPage.linked(
                answer.header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .header(HttpHeaders.VARY, "Accept, Authorization, Origin")
                        .build(),
                uri,
                page.next());
    }

    private ItemDownloads.Line line(Downloads.Entry entry) {
        Download download = entry.download();
        String[] principal = download.principal().split(":", 2);
        boolean partner = principal[0].equals("partner");
        return new ItemDownloads.Line(
                download.id(),
                new ItemDownloads.Downloader(
                        principal[0],
                        principal[1],
                        partner ? partners.nameOf(principal[1]).orElse(null) : null),
                DownloadView.DownloadedRendition.from(entry.rendition()),
                download.itemVersion(),
                download.createdAt(),
                download.bytesSent(),
                download.isCompleted());
    }

    private List<Downloads.Entry> after(
            Downloads.Whose whose, Object value, List<String> last, int count) {
        return downloads.newestAfter(
                whose, value, Instant.parse(last.get(0)), UUID.fromString(last.get(1)), count);
    }

    private static List<String> position(Download download) {
        return List.of(download.createdAt().toString(), download.id().toString());
    }

    @Transactional
    QuotaView quota(Downloader downloader) {
        return quotas.left(downloader.principal(), downloader.limits());
    }
}
