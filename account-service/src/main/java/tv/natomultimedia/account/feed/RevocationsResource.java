package tv.natomultimedia.account.feed;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import tv.natomultimedia.account.caller.Caller;
import tv.natomultimedia.account.caller.ServiceOnly;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.revocation.Revocation;
import tv.natomultimedia.account.revocation.RevocationFeed;

/** {@code /internal/revocations}: followed by every service that verifies tokens. */
@Path("/internal/revocations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class RevocationsResource {

    private static final String SCOPE = "internal.accounts";
    private static final long LONGEST_WAIT = 30;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final RevocationFeed feed;
    private final Caller caller;

    RevocationsResource(RevocationFeed feed, Caller caller) {
        this.feed = feed;
        this.caller = caller;
    }

    /**
     * Revocations after the sequence {@code after}; waits up to {@code wait} seconds while there
     * are none.
     */
    @GET
    @ServiceOnly(SCOPE)
    @Operation(hidden = true)
    public Revocation.Page revocations(
            @QueryParam("after") @DefaultValue("0") String after,
            @QueryParam("wait") @DefaultValue("0") String wait) {
        long position = number("after", after, Long.MAX_VALUE);
        Duration atMost = Duration.ofSeconds(number("wait", wait, LONGEST_WAIT));
        return feed.read(caller.service(SCOPE), position, atMost);
    }

    private static long number(String parameter, String text, long most) {
        if (!NUMBER.matcher(text).matches() || Long.parseLong(text) > most) {
            throw Problems.invalidQuery(parameter, "out-of-range");
        }
        return Long.parseLong(text);
    }
}
