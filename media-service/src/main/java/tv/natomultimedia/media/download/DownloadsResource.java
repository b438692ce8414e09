package tv.natomultimedia.media.download;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import tv.natomultimedia.media.download.quota.QuotaView;
import tv.natomultimedia.media.problem.Parameters;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/** The caller's downloads. */
@Path("/v1/downloads")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@SecurityRequirement(name = "bearer")
@Tag(name = "Downloads")
public class DownloadsResource {

    private final Downloading downloading;
    private final Downloads downloads;
    private final DownloadHistory history;
    private final DownloadReports reports;
    private final DownloadRights rights;

    DownloadsResource(
            Downloading downloading,
            Downloads downloads,
            DownloadHistory history,
            DownloadReports reports,
            DownloadRights rights) {
        this.downloading = downloading;
        this.downloads = downloads;
        this.history = history;
        this.reports = reports;
        this.rights = rights;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, DownloadTable.CSV})
    @Parameters.UnknownIgnored
    @Operation(
            operationId = "listDownloads",
            summary = "List my downloads",
            description =
                    "The newest first; for a partner those of its client. With `Accept: text/csv` the same page as a"
                            + " table, with the next one in the `Link` header.")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "How many at most.",
            schema =
                    @Schema(
                            type = SchemaType.INTEGER,
                            minimum = "1",
                            maximum = "100",
                            defaultValue = "20"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "The `nextCursor` of the page before.",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "A page of downloads.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = DownloadPage.class)),
                @Content(mediaType = DownloadTable.CSV, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    public Response list(@Context UriInfo uri, @Context HttpHeaders request) {
        return history.page(rights.reader().principal(), uri, request);
    }

    @GET
    @Path("quota")
    @Operation(
            operationId = "getDownloadQuota",
            summary = "What is left of my quotas",
            description =
                    "Days are those of UTC. A download counts when it is asked for, with the size of its file; renewals,"
                            + " repeated ranges and `HEAD` cost nothing.")
    @APIResponse(responseCode = "200", description = "The quotas.")
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    public QuotaView quota() {
        return history.quota(rights.reader());
    }

    @GET
    @Path("report")
    @Produces({MediaType.APPLICATION_JSON, DownloadTable.CSV})
    @Parameters.UnknownIgnored
    @Operation(
            operationId = "getDownloadReport",
            summary = "Downloads by organisation",
            description =
                    "What each partner's client has downloaded in a span of time, the most first: a partner sees its own"
                            + " line, administrators all. With `Accept: text/csv` as a table.")
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description =
                    "Asked for at this time or later (RFC 3339, or a date); 30 days ago when omitted.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description =
                    "Asked for before this time; now when omitted. At most 366 days after `from`.",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The report.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = DownloadReport.class)),
                @Content(mediaType = DownloadTable.CSV, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    public Response report(@Context UriInfo uri, @Context HttpHeaders request) {
        return reports.report(rights.reportedClient(), uri, request);
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getDownload",
            summary = "Get a download",
            description = "How far it has come, counted when a request has ended.")
    @APIResponse(
            responseCode = "200",
            description = "The download.",
            content = @Content(schema = @Schema(implementation = DownloadView.class)))
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    public Response get(@Parameter(description = "Of the download.") @PathParam("id") UUID id) {
        DownloadView found =
                downloads
                        .findEntry(id, rights.reader().principal())
                        .map(DownloadView::from)
                        .orElseThrow(() -> Problems.of(ProblemType.NOT_FOUND));
        return Response.ok(found).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    @POST
    @Path("{id}/renewal")
    @Operation(
            operationId = "renewDownload",
            summary = "Renew a download link",
            description =
                    "A fresh link to the same bytes with the same ETag, for 24 hours after the download was asked"
                            + " for, so that a transfer can be resumed after its link has expired.")
    @APIResponse(
            responseCode = "200",
            description = "The fresh link.",
            content = @Content(schema = @Schema(implementation = DownloadLink.class)))
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "410", ref = "Problem")
    public Response renew(@Parameter(description = "Of the download.") @PathParam("id") UUID id) {
        return Response.ok(downloading.renew(rights.downloader().principal(), id))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
