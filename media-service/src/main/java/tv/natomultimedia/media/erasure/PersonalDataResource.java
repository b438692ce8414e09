package tv.natomultimedia.media.erasure;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tv.natomultimedia.media.caller.ForServices;
import tv.natomultimedia.media.download.PersonalDownloads;
import tv.natomultimedia.media.download.quota.Quotas;
import tv.natomultimedia.media.download.terms.Terms;
import tv.natomultimedia.media.editing.Authors;
import tv.natomultimedia.media.ingest.upload.PersonalUploads;
import tv.natomultimedia.media.webhook.PersonalWebhooks;

/** {@code /internal/accounts/{id}/export}: asked by account-service when a person wants it. */
@Path("/internal/accounts/{id}/export")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@ForServices("internal.accounts")
class PersonalDataResource {

    private final PersonalDownloads downloads;
    private final Quotas quotas;
    private final Terms terms;
    private final PersonalUploads uploads;
    private final Authors authors;
    private final PersonalWebhooks webhooks;

    PersonalDataResource(
            PersonalDownloads downloads,
            Quotas quotas,
            Terms terms,
            PersonalUploads uploads,
            Authors authors,
            PersonalWebhooks webhooks) {
        this.downloads = downloads;
        this.quotas = quotas;
        this.terms = terms;
        this.uploads = uploads;
        this.authors = authors;
        this.webhooks = webhooks;
    }

    /** Everything that is kept of an account; nothing in it when nothing is. */
    @GET
    @Operation(hidden = true)
    public Response get(@PathParam("id") UUID account) {
        String principal = Erasure.principal(account);
        return Response.ok(
                        new PersonalData(
                                downloads.of(principal),
                                downloads.keys(principal),
                                quotas.takenBy(principal),
                                terms.acceptedBy(principal),
                                uploads.of(principal),
                                authors.madeBy(account),
                                webhooks.of(principal)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
