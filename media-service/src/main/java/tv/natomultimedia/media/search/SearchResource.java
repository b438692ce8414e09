package tv.natomultimedia.media.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.Explode;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterStyle;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import tv.natomultimedia.media.catalogue.ItemType;
import tv.natomultimedia.media.catalogue.Rendition;
import tv.natomultimedia.media.listing.ListParameters;
import tv.natomultimedia.media.listing.NextPage;
import tv.natomultimedia.media.problem.Parameters;
import tv.natomultimedia.media.representation.Format;
import tv.natomultimedia.media.representation.Representations;

/** {@code GET /v1/media} and what helps to ask it. */
@Path("/v1/media")
@RunOnVirtualThread
@Tag(name = "Media")
public class SearchResource {

    private static final int LONGEST_BEGINNING = 100;

    private final CatalogueSearch search;
    private final RecentPages pages;
    private final Suggestions suggestions;
    private final NextPage nextPage;
    private final Representations representations;
    private final ObjectMapper mapper;

    SearchResource(
            CatalogueSearch search,
            RecentPages pages,
            Suggestions suggestions,
            NextPage nextPage,
            Representations representations,
            ObjectMapper mapper) {
        this.search = search;
        this.pages = pages;
        this.suggestions = suggestions;
        this.nextPage = nextPage;
        this.representations = representations;
        this.mapper = mapper;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Parameters.UnknownIgnored
    @Operation(
            operationId = "searchMedia",
            summary = "Search the catalogue",
            description =
                    "Published items, the newest first. A repeated parameter means any of its"
                            + " values, different parameters must all match. Totals and facets are"
                            + " counted up to 10 000.")
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description =
                    "Words, read as web search engines do: `\"a phrase\"`, `or`, `-without`. Accents and case do not matter; English and French items are matched by the rules of their language. At most 200 characters; none is no search for words.",
            schema = @Schema(type = SchemaType.STRING, maxLength = 200),
            example = "general assembly -embargo")
    @Parameter(
            name = "type",
            in = ParameterIn.QUERY,
            description = "Any of these types.",
            style = ParameterStyle.FORM,
            explode = Explode.TRUE,
            schema = @Schema(type = SchemaType.ARRAY, implementation = ItemType.class))
    @Parameter(
            name = "topic",
            in = ParameterIn.QUERY,
            description = "Any of these topics, by slug. An unknown slug finds nothing.",
            style = ParameterStyle.FORM,
            explode = Explode.TRUE,
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class),
            example = "maritime")
    @Parameter(
            name = "person",
            in = ParameterIn.QUERY,
            description = "Any of these persons, by name, whatever its accents and case.",
            style = ParameterStyle.FORM,
            explode = Explode.TRUE,
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class),
            example = "Jens Stoltenberg")
    @Parameter(
            name = "location",
            in = ParameterIn.QUERY,
            description = "Any of these locations, by slug.",
            style = ParameterStyle.FORM,
            explode = Explode.TRUE,
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class),
            example = "new-york-un-headquarters")
    @Parameter(
            name = "country",
            in = ParameterIn.QUERY,
            description = "Any of these countries, ISO 3166-1 alpha-2.",
            style = ParameterStyle.FORM,
            explode = Explode.TRUE,
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class),
            example = "US")
    @Parameter(
            name = "language",
            in = ParameterIn.QUERY,
            description = "Any of these languages of the texts, BCP 47, exactly.",
            style = ParameterStyle.FORM,
            explode = Explode.TRUE,
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class),
            example = "fr")
    @Parameter(
            name = "collection",
            in = ParameterIn.QUERY,
            description = "Any of these collections, by slug.",
            style = ParameterStyle.FORM,
            explode = Explode.TRUE,
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class),
            example = "b-roll-library")
    @Parameter(
            name = "hasRendition",
            in = ParameterIn.QUERY,
            description = "Has a rendition for any of these purposes.",
            style = ParameterStyle.FORM,
            explode = Explode.TRUE,
            schema = @Schema(type = SchemaType.ARRAY, implementation = Rendition.Purpose.class))
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description =
                    "Published at this time or later: an RFC 3339 time, or a date meaning its first moment in UTC.",
            schema = @Schema(type = SchemaType.STRING),
            example = "2022-09-01")
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "Published before this time.",
            schema = @Schema(type = SchemaType.STRING),
            example = "2022-10-01")
    @Parameter(
            name = "filmedFrom",
            in = ParameterIn.QUERY,
            description = "Filmed at this time or later.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "filmedTo",
            in = ParameterIn.QUERY,
            description = "Filmed before this time.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description =
                    "The order. `relevance` needs `q` and orders the newest 1 000 matches, which are all that its pages show.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"-publishedAt", "publishedAt", "relevance"},
                            defaultValue = "-publishedAt"))
    @Parameter(
            name = "facets",
            in = ParameterIn.QUERY,
            description =
                    "Also count the items by these, separated by commas: `type, topic, location, country, language, person`. A facet leaves its own filter out and keeps the others: its numbers say what choosing another value would find.",
            schema = @Schema(type = SchemaType.STRING),
            example = "type,topic")
    @Parameter(
            name = "fields",
            in = ParameterIn.QUERY,
            description = "Only these members of the items, separated by commas.",
            schema = @Schema(type = SchemaType.STRING),
            example = "id,slug,title")
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description =
                    "The `nextCursor` of the page before; filters and order must be the same.",
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
            description = "A page of items; `Link` with `rel=next` leads to the next one.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SearchResult.class)))
    @APIResponse(responseCode = "304", description = "Not changed since the ETag in If-None-Match.")
    @APIResponse(responseCode = "400", ref = "Problem")
    public Response search(@Context UriInfo uri, @Context HttpHeaders request) {
        SearchRequest asked = SearchRequest.read(uri.getQueryParameters());
        RecentPages.Page page = pages.page(asked, () -> written(asked));
        Response answer = representations.answer(request, page.written(), page.lastChange());
        return nextPage.linked(answer, uri, page.nextCursor());
    }

    private RecentPages.Page written(SearchRequest asked) {
        SearchResult result = search.find(asked);
        return new RecentPages.Page(
                representations.written(Format.JSON, chosen(result, asked.fields())),
                result.nextCursor(),
                null);
    }

    @GET
    @Path("suggestions")
    @Produces(MediaType.APPLICATION_JSON)
    @Parameters.UnknownIgnored
    @Operation(
            operationId = "suggestMedia",
            summary = "Complete what is being typed",
            description =
                    "Titles, topics, persons and places that contain the text, whatever its"
                            + " accents and case; where few do, those that resemble it.")
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            required = true,
            description = "What has been typed so far, 1 to 100 characters.",
            schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 100),
            example = "siaul")
    @APIResponse(
            responseCode = "200",
            description = "At most ten suggestions, the best first.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Suggestion.Page.class)))
    @APIResponse(responseCode = "304", description = "Not changed since the ETag in If-None-Match.")
    @APIResponse(responseCode = "400", ref = "Problem")
    public Response suggest(@Context UriInfo uri, @Context HttpHeaders request) {
        ListParameters given = new ListParameters(uri.getQueryParameters(), Set.of("q"));
        Optional<String> typed =
                given.one("q", LONGEST_BEGINNING).map(String::strip).filter(q -> !q.isEmpty());
        if (typed.isEmpty()) {
            given.refuse("q", "required");
        }
        given.check();
        List<Suggestion> found = suggestions.forBeginning(SearchRequest.composed(typed.get()));
        return representations.answer(request, Format.JSON, new Suggestion.Page(found));
    }

    private Object chosen(SearchResult result, List<String> fields) {
        if (fields.isEmpty()) {
            return result;
        }
        ObjectNode answer = mapper.valueToTree(result);
        answer.get("items").forEach(item -> ((ObjectNode) item).retain(fields));
        return answer;
    }
}
