package tv.natomultimedia.media.change;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import tv.natomultimedia.media.caller.Caller;
import tv.natomultimedia.media.listing.ListParameters;
import tv.natomultimedia.media.listing.NextPage;
import tv.natomultimedia.media.problem.Parameters;
import tv.natomultimedia.media.representation.Format;
import tv.natomultimedia.media.representation.Representations;

/** The feed of changes, and the snapshot to begin with. */
@Path("/v1/changes")
@RunOnVirtualThread
@SecurityRequirement(name = "bearer")
@Tag(name = "Synchronisation")
public class ChangeResource {

    private static final String LINES = "application/x-ndjson";
    private static final Format STREAM = new Format(LINES, "ndjson");
    private static final int LONGEST_PAGE = 500;
    private static final int LONGEST_WAIT_SECONDS = 30;

    private final ChangePages pages;
    private final ChangeCursors cursors;
    private final ChangeWaits waits;
    private final ChangeReader reader;
    private final NextPage nextPage;
    private final Representations representations;
    private final ObjectMapper mapper;

    ChangeResource(
            ChangePages pages,
            ChangeCursors cursors,
            ChangeWaits waits,
            ChangeReader reader,
            NextPage nextPage,
            Representations representations,
            ObjectMapper mapper) {
        this.pages = pages;
        this.cursors = cursors;
        this.waits = waits;
        this.reader = reader;
        this.nextPage = nextPage;
        this.representations = representations;
        this.mapper = mapper;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Parameters.UnknownIgnored
    @Operation(
            operationId = "listChanges",
            summary = "What changed",
            description =
                    "Every item that was ever published, once, at its latest change, in the order in"
                            + " which changes came. Whoever goes on from `nextCursor` misses nothing;"
                            + " an entry may come again. Keep by `id` what has the higher `version`,"
                            + " and remove what is `withdrawn` or `killed`. Release of an embargo and"
                            + " return from withdrawal are `created`. A cursor is good for 90 days;"
                            + " withdrawals and kills are told for a year.")
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description =
                    "The `nextCursor` of the answer before, or the `changesCursor` of a snapshot;"
                            + " without one the feed starts at its oldest entry.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "How many at most.",
            schema =
                    @Schema(
                            type = SchemaType.INTEGER,
                            minimum = "1",
                            maximum = "500",
                            defaultValue = "20"))
    @Parameter(
            name = "wait",
            in = ParameterIn.QUERY,
            description =
                    "When there is nothing new, wait for it so many seconds before answering with"
                            + " nothing.",
            schema =
                    @Schema(
                            type = SchemaType.INTEGER,
                            minimum = "0",
                            maximum = "30",
                            defaultValue = "0"))
    @APIResponse(
            responseCode = "200",
            description = "What changed.",
            content = @Content(schema = @Schema(implementation = ChangePage.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "410", ref = "Problem")
    @APIResponse(responseCode = "429", ref = "Problem")
    @APIResponse(responseCode = "503", ref = "Problem")
    public Response list(@Context UriInfo uri) {
        Caller caller = reader.require();
        ListParameters parameters =
                new ListParameters(uri.getQueryParameters(), Set.of("cursor", "limit", "wait"));
        int limit = parameters.limit(LONGEST_PAGE);
        int wait = parameters.number("wait", 0, LONGEST_WAIT_SECONDS, 0);
        Optional<String> cursor = parameters.cursor();
        parameters.check();
        ChangePosition from = cursor.map(cursors::open).orElse(null);
        ChangePage page = pages.after(from, limit);
        if (page.items().isEmpty() && wait > 0) {
            waits.await(
                    caller.principal(),
                    from == null ? 0 : from.sequence(),
                    Duration.ofSeconds(wait));
            page = pages.after(from, limit);
        }
        Response answer = noStore(Response.ok(page)).build();
        return page.hasMore() ? nextPage.linked(answer, uri, page.nextCursor()) : answer;
    }

    @GET
    @Path("snapshot")
    @Produces({MediaType.APPLICATION_JSON, LINES})
    @Parameters.UnknownIgnored
    @Operation(
            operationId = "getSnapshot",
            summary = "Everything that is published",
            description =
                    "To begin a copy with, in pages or, with `Accept: application/x-ndjson`, as one"
                            + " stream: a line with `changesCursor`, a line with `item` for each"
                            + " item, and a last line with `complete: true` and `itemCount`, without"
                            + " which the stream was cut off. Go on in `/v1/changes` with"
                            + " `changesCursor`, which was taken before the first item was read.")
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "The `nextCursor` of the page before.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "How many at most on a page; means nothing to a stream.",
            schema =
                    @Schema(
                            type = SchemaType.INTEGER,
                            minimum = "1",
                            maximum = "500",
                            defaultValue = "20"))
    @APIResponse(
            responseCode = "200",
            description = "Published items, in the order of their ids.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = SnapshotPage.class)),
                @Content(mediaType = LINES, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "406", ref = "Problem")
    @APIResponse(responseCode = "410", ref = "Problem")
    public Response snapshot(@Context UriInfo uri, @Context HttpHeaders request) {
        reader.require();
        Format format = representations.choose(request, List.of(Format.JSON, STREAM));
        ListParameters parameters =
                new ListParameters(uri.getQueryParameters(), Set.of("cursor", "limit"));
        int limit = parameters.limit(LONGEST_PAGE);
        Optional<String> cursor = parameters.cursor();
        parameters.check();
        ChangeCursors.InSnapshot from =
                cursor.map(cursors::openSnapshot)
                        .orElseGet(() -> new ChangeCursors.InSnapshot(pages.start(), null));
        if (format.equals(STREAM)) {
            return noStore(Response.ok(new SnapshotStream(pages, mapper, from), LINES)).build();
        }
        SnapshotPage page = pages.snapshot(from.start(), from.last(), limit);
        return nextPage.linked(
                noStore(Response.ok(page, MediaType.APPLICATION_JSON)).build(),
                uri,
                page.nextCursor());
    }

    private static Response.ResponseBuilder noStore(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, "Accept, Accept-Encoding, Authorization, Origin");
    }
}
