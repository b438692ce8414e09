package tv.natomultimedia.newsletter.list;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/newsletter/lists}. */
@Path("/v1/newsletter/lists")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Newsletter")
public class NewsletterListResource {

    /** Lists change with releases only. */
    private static final String PUBLIC = "public, max-age=60";

    private final MailingLists lists;

    NewsletterListResource(MailingLists lists) {
        this.lists = lists;
    }

    /** The answer. */
    @Schema(name = "NewsletterLists")
    record Page(List<NewsletterList> items) {}

    /** All lists. */
    @GET
    @Transactional
    @Operation(
            operationId = "listNewsletterLists",
            summary = "What one can subscribe to",
            description = "All newsletter lists, in the order in which to show them.")
    @APIResponse(
            responseCode = "200",
            description = "The lists.",
            content = @Content(schema = @Schema(implementation = Page.class)))
    public Response all() {
        Page page = new Page(lists.inOrder().stream().map(NewsletterList::from).toList());
        return Response.ok(page)
                .header("Cache-Control", PUBLIC)
                .header("Vary", "Authorization, Origin")
                .build();
    }
}
