package tv.natomultimedia.account.oauth;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers refusals as RFC 6749 section 5.2 wants it. */
class RefusalAnswers {

    static final String CHALLENGE = "Basic realm=\"natomultimedia\"";

    @ServerExceptionMapper
    Response refused(OAuthError.Refusal refusal) {
        Response.ResponseBuilder answer =
                Response.status(refusal.status())
                        .type(MediaType.APPLICATION_JSON)
                        .entity(refusal.error())
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .header("Pragma", "no-cache");
        if (refusal.status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        if (refusal.retryAfterSeconds() > 0) {
            answer.header(HttpHeaders.RETRY_AFTER, refusal.retryAfterSeconds());
        }
        return answer.build();
    }
}
