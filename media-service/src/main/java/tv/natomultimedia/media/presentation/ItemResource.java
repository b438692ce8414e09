package tv.natomultimedia.media.presentation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import tv.natomultimedia.media.catalogue.Addresses;
import tv.natomultimedia.media.catalogue.MediaItem;
import tv.natomultimedia.media.listing.IdOrSlug;
import tv.natomultimedia.media.representation.Format;
import tv.natomultimedia.media.representation.Representations;

/** {@code GET /v1/media/{idOrSlug}}. */
@Path("/v1/media")
@RunOnVirtualThread
@Tag(name = "Media")
public class ItemResource {

    private static final String JSON_LD = "application/ld+json";
    private static final Format LINKED_DATA = new Format(JSON_LD, "ld");
    private static final Format NINJS = new Format(Ninjs.MEDIA_TYPE, "ninjs");

    private final PublishedItems published;
    private final SchemaOrg schemaOrg;
    private final Ninjs ninjs;
    private final Addresses addresses;
    private final Representations representations;

    ItemResource(
            PublishedItems published,
            SchemaOrg schemaOrg,
            Ninjs ninjs,
            Addresses addresses,
            Representations representations) {
        this.published = published;
        this.schemaOrg = schemaOrg;
        this.ninjs = ninjs;
        this.addresses = addresses;
        this.representations = representations;
    }

    @GET
    @Path("{idOrSlug}")
    @Produces({MediaType.APPLICATION_JSON, JSON_LD, Ninjs.MEDIA_TYPE})
    @Operation(
            operationId = "getMediaItem",
            summary = "Get an item",
            description =
                    "Everything about a published item, as plain JSON, as schema.org data (JSON-LD) or"
                            + " as ninjs 3.1 of the IPTC, by the Accept header.")
    @APIResponse(
            responseCode = "200",
            description = "The item.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = MediaItem.class)),
                @Content(mediaType = JSON_LD, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = Ninjs.MEDIA_TYPE, schema = @Schema(type = SchemaType.OBJECT))
            })
    @APIResponse(responseCode = "304", description = "Not changed since the ETag in If-None-Match.")
    @APIResponse(
            responseCode = "308",
            description = "The item has another slug today; Location has it.")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "406", ref = "Problem")
    @APIResponse(
            responseCode = "410",
            description =
                    "The item was taken back: problem `withdrawn` or `killed`, with"
                            + " `itemId`, `itemStatus`, `notice` and `changedAt`.",
            ref = "Problem")
    public Response get(
            @Parameter(
                            description = "The id, the slug, or a former slug.",
                            example = "unga-2022-secretary-general-in-new-york")
                    @PathParam("idOrSlug")
                    String idOrSlug,
            @Context HttpHeaders request) {
        Format format = representations.choose(request, List.of(Format.JSON, LINKED_DATA, NINJS));
        return switch (published.find(IdOrSlug.read("idOrSlug", idOrSlug))) {
            case PublishedItems.Found(MediaItem item) ->
                    representations.answer(request, format, written(item, format));
            case PublishedItems.Moved(String slug) ->
                    representations
                            .cacheable(
                                    request,
                                    Response.status(Response.Status.PERMANENT_REDIRECT)
                                            .location(addresses.item(slug)))
                            .build();
        };
    }

    private Object written(MediaItem item, Format format) {
        return switch (format.mediaType()) {
            case JSON_LD -> schemaOrg.describe(item);
            case Ninjs.MEDIA_TYPE -> ninjs.describe(item);
            default -> item;
        };
    }
}
