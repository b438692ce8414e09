package tv.natomultimedia.media.download.terms;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import tv.natomultimedia.media.caller.CurrentCaller;
import tv.natomultimedia.media.caller.ForAdministrators;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;
import tv.natomultimedia.media.representation.Format;
import tv.natomultimedia.media.representation.Representations;

/** The terms under which files may be used. */
@Path("/v1/usage-terms")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Downloads")
public class UsageTermsResource {

    private static final Set<String> LANGUAGES = Set.of("en", "fr");
    private static final String SCOPE = "media.download";

    private final Terms terms;
    private final CurrentCaller caller;
    private final Representations representations;

    UsageTermsResource(Terms terms, CurrentCaller caller, Representations representations) {
        this.terms = terms;
        this.caller = caller;
        this.representations = representations;
    }

    @GET
    @Operation(
            operationId = "getUsageTerms",
            summary = "Get the usage terms",
            description = "The version in force, for everybody to read.")
    @APIResponse(
            responseCode = "200",
            description = "The terms in force.",
            content = @Content(schema = @Schema(implementation = UsageTerms.class)))
    @APIResponse(responseCode = "304", description = "Not changed since the ETag in If-None-Match.")
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    public Response get(
            @Parameter(
                            description =
                                    "The language of the text; never that of Accept-Language.",
                            schema =
                                    @Schema(
                                            enumeration = {"en", "fr"},
                                            defaultValue = "en"))
                    @QueryParam("language")
                    String language,
            @Context HttpHeaders request) {
        if (language != null && !LANGUAGES.contains(language)) {
            throw Problems.invalidQuery("language", "not-a-choice");
        }
        UsageTerms found =
                terms.inForce(language == null ? "en" : language)
                        .orElseThrow(() -> Problems.of(ProblemType.NOT_FOUND));
        return representations.answer(request, Format.JSON, found);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ForAdministrators
    @SecurityRequirement(name = "bearer")
    @Operation(
            operationId = "announceUsageTerms",
            summary = "Announce new usage terms",
            description =
                    "For administrators. From the moment they are in force, whoever has not accepted them gets"
                            + " no new download; links that are out go on.")
    @APIResponse(
            responseCode = "201",
            description = "The next version.",
            content = @Content(schema = @Schema(implementation = AnnouncedTerms.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "422", ref = "Problem")
    public Response announce(@NotNull @Valid NewTerms announced) {
        return Response.status(Response.Status.CREATED)
                .entity(terms.announce(announced))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    @Path("acceptance")
    @SecurityRequirement(name = "bearer")
    @Operation(
            operationId = "getUsageTermsAcceptance",
            summary = "Get my acceptance of the usage terms",
            description = "Version 1 counts as accepted with registration.")
    @APIResponse(
            responseCode = "200",
            description = "Where the caller stands.",
            content = @Content(schema = @Schema(implementation = Acceptance.class)))
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    public Response acceptance() {
        return personal(terms.of(caller.require(SCOPE).principal()));
    }

    @PUT
    @Path("acceptance")
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirement(name = "bearer")
    @Operation(
            operationId = "acceptUsageTerms",
            summary = "Accept the usage terms",
            description = "For the caller: a person, or a partner's client as a whole.")
    @APIResponse(
            responseCode = "200",
            description = "Where the caller stands now.",
            content = @Content(schema = @Schema(implementation = Acceptance.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "401", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "422", ref = "Problem")
    public Response accept(@NotNull @Valid NewAcceptance acceptance) {
        String principal = caller.require(SCOPE).principal();
        return personal(terms.accept(principal, acceptance.version()));
    }

    private static Response personal(Acceptance acceptance) {
        return Response.ok(acceptance).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
