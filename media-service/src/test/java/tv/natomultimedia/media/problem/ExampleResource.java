package tv.natomultimedia.media.problem;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the problem tests are made against. */
@Path("/example")
public class ExampleResource {

    public record Body(
            @NotBlank String name,
            Integer count,
            @Size(max = 2) List<@Size(max = 3) String> tags) {}

    @GET
    @Path("{id}")
    public Map<String, String> one(@PathParam("id") UUID id, @QueryParam("q") String query) {
        if ("fail".equals(query)) {
            throw new IllegalStateException("select secret from table");
        }
        return Map.of("id", id.toString());
    }

    @POST
    public Body echo(@Valid @NotNull Body body) {
        return body;
    }

    @PATCH
    @Consumes({"application/merge-patch+json", "application/json"})
    public Body patch(@Valid @NotNull Body body) {
        return body;
    }
}
