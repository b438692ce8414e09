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
import tv.natomultimedia.media.download.quota.QuotaView;
import tv.natomultimedia.media.download.quota.Quotas;
import tv.natomultimedia.media.listing.Cursors;
import tv.natomultimedia.media.listing.ListParameters;
import tv.natomultimedia.media.listing.NextPage;
import tv.natomultimedia.media.listing.Total;

/** A principal's downloads by the page, as JSON or as a table. */
@ApplicationScoped
class DownloadHistory {

    private final Downloads downloads;
    private final Quotas quotas;
    private final Cursors cursors;
    private final NextPage nextPage;

    DownloadHistory(Downloads downloads, Quotas quotas, Cursors cursors, NextPage nextPage) {
        this.downloads = downloads;
        this.quotas = quotas;
        this.cursors = cursors;
        this.nextPage = nextPage;
    }

    @Transactional
    Response page(String principal, UriInfo uri, HttpHeaders request) {
        ListParameters parameters =
                new ListParameters(uri.getQueryParameters(), Set.of("limit", "cursor"));
        int limit = parameters.limit();
        Optional<String> cursor = parameters.cursor();
        parameters.check();
        String list = "downloads of " + principal;
        List<Downloads.Entry> found =
                cursor.map(text -> cursors.open(list, text))
                        .map(last -> after(principal, last, limit + 1))
                        .orElseGet(() -> downloads.newest(principal, limit + 1));
        boolean more = found.size() > limit;
        List<Downloads.Entry> shown = more ? found.subList(0, limit) : found;
        String next = more ? cursors.seal(list, position(shown.getLast().download())) : null;
        List<DownloadView> views = shown.stream().map(DownloadView::from).toList();
        Response.ResponseBuilder answer =
                DownloadTable.isPreferred(request)
                        ? DownloadTable.answer(DownloadTable.of(views), "downloads.csv")
                        : Response.ok(
                                new DownloadPage(views, next, total(principal)),
                                MediaType.APPLICATION_JSON_TYPE);
        return nextPage.linked(
                answer.header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .header(HttpHeaders.VARY, "Accept, Authorization, Origin")
                        .build(),
                uri,
                next);
    }

    private List<Downloads.Entry> after(String principal, List<String> last, int count) {
        return downloads.newestAfter(
                principal, Instant.parse(last.get(0)), UUID.fromString(last.get(1)), count);
    }

    private static List<String> position(Download download) {
        return List.of(download.createdAt().toString(), download.id().toString());
    }

    private Total total(String principal) {
        return Total.of(downloads.count(principal, Total.LIMIT));
    }

    @Transactional
    QuotaView quota(Downloader downloader) {
        return quotas.left(downloader.principal(), downloader.limits());
    }
}
