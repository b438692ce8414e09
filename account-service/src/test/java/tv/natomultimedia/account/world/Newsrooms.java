package tv.natomultimedia.account.world;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** What administrators do with partners, and what partners do, in small verbs over HTTP. */
public final class Newsrooms {

    private Newsrooms() {}

    /** A partner as its maker knows it. */
    public record Newsroom(String id, String clientId, String secret) {

        public static Newsroom of(Response created) {
            return new Newsroom(
                    Json.of(created).path("id"),
                    Json.of(created).path("clientId"),
                    Json.of(created).path("clientSecret"));
        }
    }

    /** A description that is good, with members replaced. */
    public static Map<String, Object> described(Map<String, ?> more) {
        Map<String, Object> body =
                new HashMap<>(
                        Map.of(
                                "name", "Example Broadcasting",
                                "contactEmail", "newsroom@example.org",
                                "scopes", List.of("media.read", "media.download")));
        body.putAll(more);
        return body;
    }

    public static Response create(String admin, Map<String, ?> more) {
        return given().auth()
                .oauth2(admin)
                .contentType(ContentType.JSON)
                .body(described(more))
                .post("/v1/partners");
    }

    public static Newsroom created(String admin, Map<String, ?> more) {
        return Newsroom.of(create(admin, more).then().statusCode(201).extract().response());
    }

    public static Response get(String admin, String path) {
        return given().auth().oauth2(admin).get("/v1/partners" + path);
    }

    public static Response patch(String admin, String id, String body) {
        return given().auth()
                .oauth2(admin)
                .contentType("application/merge-patch+json")
                .body(body)
                .patch("/v1/partners/" + id);
    }

    public static Response addSecret(String admin, String id) {
        return given().auth().oauth2(admin).post("/v1/partners/" + id + "/secrets");
    }

    public static Response removeSecret(String admin, String id, String secret, String query) {
        return given().auth()
                .oauth2(admin)
                .delete("/v1/partners/" + id + "/secrets/" + secret + query);
    }

    public static Response delete(String admin, String id) {
        return given().auth().oauth2(admin).delete("/v1/partners/" + id);
    }

    /** A request with HTTP Basic, from a network of its own. */
    public static RequestSpecification basic(String client, String secret) {
        return basicFrom(somewhere(), client, secret);
    }

    public static RequestSpecification basicFrom(String address, String client, String secret) {
        return given().header("X-Forwarded-For", address)
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                (client + ":" + secret)
                                                        .getBytes(StandardCharsets.UTF_8)));
    }

    public static Response post(String path, RequestSpecification client, String form) {
        return client.contentType(MediaType.APPLICATION_FORM_URLENCODED).body(form).post(path);
    }

    public static Response token(String client, String secret) {
        return post("/oauth2/token", basic(client, secret), "grant_type=client_credentials");
    }

    public static String accessToken(Newsroom newsroom) {
        return Json.of(
                        token(newsroom.clientId(), newsroom.secret())
                                .then()
                                .statusCode(200)
                                .extract())
                .path("access_token");
    }

    public static Response introspect(Newsroom newsroom, String token) {
        return post(
                "/oauth2/introspect",
                basic(newsroom.clientId(), newsroom.secret()),
                "token=" + token);
    }

    public static Response revoke(Newsroom newsroom, String token) {
        return post(
                "/oauth2/revoke", basic(newsroom.clientId(), newsroom.secret()), "token=" + token);
    }

    /** An address in a network that hardly anybody has used yet. */
    public static String somewhere() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "100.%d.%d.7".formatted(64 + random.nextInt(64), random.nextInt(256));
    }

    /** The claims of a token as their JSON text. */
    public static String claims(String token) {
        return new String(
                Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
    }
}
