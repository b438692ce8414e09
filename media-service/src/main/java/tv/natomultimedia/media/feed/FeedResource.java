package tv.natomultimedia.media.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import tv.natomultimedia.media.problem.Parameters;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;
import tv.natomultimedia.media.representation.Format;
import tv.natomultimedia.media.representation.Representations;
import tv.natomultimedia.media.representation.Written;
import tv.natomultimedia.media.search.RecentPages;

/**
 * {@code GET /v1/feeds/media.rss}, {@code .atom} and {@code .json}. The filters are described where
 * the search is; {@link SearchFilters} brings them here.
 */
@Path("/v1/feeds")
@RunOnVirtualThread
@Tag(name = "Feeds")
public class FeedResource {

    private static final String RSS = "application/rss+xml";
    private static final String ATOM = "application/atom+xml";
    private static final String JSON_FEED = "application/feed+json";

    /** All that a page depends on: the path names what formats there are. */
    private record Asked(Format format, String query) {}

    private final Feeds feeds;
    private final RecentPages pages;
    private final Representations representations;
    private final ObjectMapper mapper;

    FeedResource(
            Feeds feeds, RecentPages pages, Representations representations, ObjectMapper mapper) {
        this.feeds = feeds;
        this.pages = pages;
        this.representations = representations;
        this.mapper = mapper;
    }

    @GET
    @Path("media.{format}")
    @Produces({
        RSS,
        ATOM,
        JSON_FEED,
        MediaType.APPLICATION_XML,
        MediaType.TEXT_XML,
        MediaType.APPLICATION_JSON
    })
    @Parameters.UnknownIgnored
    @Operation(
            operationId = "getMediaFeed",
            summary = "Follow the catalogue in a feed reader",
            description =
                    "What was published, the latest first, as Media RSS, Atom or JSON Feed 1.1, with"
                            + " the filters of the search. An item that is withdrawn or killed comes"
                            + " up again, at the time of its recall and under its identifier, as a"
                            + " notice: an item of the feed with `media:status` in RSS and"
                            + " `_natomultimedia.status` in JSON Feed, an `at:deleted-entry` (RFC"
                            + " 6721) in Atom. Parameters that are not known are ignored.")
    @Parameter(
            name = "format",
            in = ParameterIn.PATH,
            description = "The format.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"rss", "atom", "json"}))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "From the address of the next page, which every page names.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "How many items at most.",
            schema =
                    @Schema(
                            type = SchemaType.INTEGER,
                            minimum = "1",
                            maximum = "100",
                            defaultValue = "20"))
    @APIResponse(
            responseCode = "200",
            description = "A page of the feed; it names the next one.",
            content = {
                @Content(mediaType = RSS, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = ATOM, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = JSON_FEED, schema = @Schema(type = SchemaType.OBJECT))
            })
    @APIResponse(
            responseCode = "304",
            description =
                    "Not changed since the ETag in If-None-Match, or since If-Modified-Since.")
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "406", ref = "Problem")
    public Response get(
            @PathParam("format") String extension,
            @Context UriInfo uri,
            @Context HttpHeaders request) {
        FeedFormat wanted =
                FeedFormat.ofExtension(extension)
                        .orElseThrow(() -> Problems.of(ProblemType.NOT_FOUND));
        Format format = representations.choose(request, wanted.formats());
        RecentPages.Page page =
                pages.page(
                        new Asked(format, uri.getRequestUri().getRawQuery()),
                        () -> written(feeds.page(uri), wanted, format));
        return representations.answer(request, page.written(), page.lastChange());
    }

    private RecentPages.Page written(Feed feed, FeedFormat wanted, Format format) {
        return new RecentPages.Page(
                new Written(format, written(feed, wanted)), null, feed.lastChange());
    }

    private byte[] written(Feed feed, FeedFormat format) {
        return switch (format) {
            case RSS -> Rss.write(feed);
            case ATOM -> Atom.write(feed);
            case JSON -> json(feed);
        };
    }

    private byte[] json(Feed feed) {
        try {
            return mapper.writeValueAsBytes(JsonFeed.of(feed));
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
