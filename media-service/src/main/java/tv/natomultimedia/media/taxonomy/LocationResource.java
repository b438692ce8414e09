package tv.natomultimedia.media.taxonomy;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import tv.natomultimedia.media.problem.Parameters;

/** Where items were made. */
@Path("/v1/locations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Taxonomies")
public class LocationResource {

    private final TaxonomyPages pages;

    LocationResource(TaxonomyPages pages) {
        this.pages = pages;
    }

    @GET
    @Parameters.UnknownIgnored
    @Operation(
            operationId = "listLocations",
            summary = "List locations",
            description =
                    "Where items were made, in the order of their slugs, with numbers of published items.")
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
            description = "A page of locations.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TermPage.class)))
    @APIResponse(responseCode = "304", description = "Not changed since the ETag in If-None-Match.")
    @APIResponse(responseCode = "400", ref = "Problem")
    public Response list(@Context UriInfo uri, @Context HttpHeaders request) {
        return pages.page(Terms.Kind.LOCATIONS, uri, request);
    }

    @GET
    @Path("{idOrSlug}")
    @Operation(operationId = "getLocation", summary = "Get a location")
    @APIResponse(
            responseCode = "200",
            description = "The location.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Term.class)))
    @APIResponse(responseCode = "304", description = "Not changed since the ETag in If-None-Match.")
    @APIResponse(responseCode = "404", ref = "Problem")
    public Response get(
            @Parameter(description = "Its id or its slug.") @PathParam("idOrSlug") String idOrSlug,
            @Context HttpHeaders request) {
        return pages.one(Terms.Kind.LOCATIONS, idOrSlug, request);
    }
}
