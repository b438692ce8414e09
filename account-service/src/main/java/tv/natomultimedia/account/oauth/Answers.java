package tv.natomultimedia.account.oauth;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import tv.natomultimedia.account.oauth.ClientAuthentication.Authenticated;

/** Answers that nobody may store (RFC 6749, section 5.1). */
final class Answers {

    private Answers() {}

    /** 200 with a body. */
    static Response ok(Object body) {
        return unstored(Response.ok(body, MediaType.APPLICATION_JSON_TYPE));
    }

    /** 200 without one. */
    static Response done() {
        return unstored(Response.ok());
    }

    /** What a partner's authorization server has answered. */
    static Response relayed(Authenticated.Elsewhere elsewhere) {
        Response.ResponseBuilder answer = Response.status(elsewhere.status());
        return unstored(
                elsewhere.json().isEmpty()
                        ? answer
                        : answer.type(MediaType.APPLICATION_JSON_TYPE).entity(elsewhere.json()));
    }

    private static Response unstored(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Pragma", "no-cache")
                .build();
    }
}
