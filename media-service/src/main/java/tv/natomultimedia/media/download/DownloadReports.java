package tv.natomultimedia.media.download;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tv.natomultimedia.media.listing.ListParameters;
import tv.natomultimedia.media.partner.PartnerStandings;

/** Sums up what partners have downloaded. */
@ApplicationScoped
class DownloadReports {

    private static final Duration DEFAULT_SPAN = Duration.ofDays(30);
    private static final Duration LONGEST_SPAN = Duration.ofDays(366);
    private static final String PARTNER = "partner:";

    private final EntityManager database;
    private final PartnerStandings partners;
    private final Clock clock;

    DownloadReports(EntityManager database, PartnerStandings partners, Clock clock) {
        this.database = database;
        this.partners = partners;
        this.clock = clock;
    }

    /** Of one client, or of all when none is named. */
    Response report(Optional<String> client, UriInfo uri, HttpHeaders request) {
        ListParameters parameters =
                new ListParameters(uri.getQueryParameters(), Set.of("from", "to"));
        Instant to = parameters.time("to").orElseGet(clock::instant);
        Instant from = parameters.time("from").orElseGet(() -> to.minus(DEFAULT_SPAN));
        if (from.isAfter(to)) {
            parameters.refuse("to", "reversed");
        } else if (Duration.between(from, to).compareTo(LONGEST_SPAN) > 0) {
            parameters.refuse("from", "out-of-range");
        }
        parameters.check();
        DownloadReport report = new DownloadReport(from, to, lines(client, from, to));
        Response.ResponseBuilder answer =
                DownloadTable.isPreferred(request)
                        ? DownloadTable.answer(DownloadTable.of(report), "download-report.csv")
                        : Response.ok(report, MediaType.APPLICATION_JSON_TYPE);
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, "Accept, Authorization, Origin")
                .build();
    }

    /** Of one client walks the index download_by_principal, of all download_by_time. */
    @Transactional
    List<DownloadReport.Line> lines(Optional<String> client, Instant from, Instant to) {
        return database.createNativeQuery(
                        """
                        SELECT principal, count(*), count(completed_at), sum(bytes_sent), max(created_at)
                        FROM download
                        WHERE created_at >= :from AND created_at < :to AND principal %s :principal
                        GROUP BY principal ORDER BY count(*) DESC, principal
                        """
                                .formatted(client.isPresent() ? "=" : "LIKE"),
                        Object[].class)
                .setParameter("from", from)
                .setParameter("to", to)
                .setParameter("principal", PARTNER + client.orElse("%"))
                .getResultStream()
                .map(row -> line((Object[]) row))
                .toList();
    }

    private DownloadReport.Line line(Object[] row) {
        String client = ((String) row[0]).substring(PARTNER.length());
        return new DownloadReport.Line(
                client,
                partners.nameOf(client).orElse(null),
                ((Number) row[1]).longValue(),
                ((Number) row[2]).longValue(),
                ((Number) row[3]).longValue(),
                (Instant) row[4]);
    }
}
