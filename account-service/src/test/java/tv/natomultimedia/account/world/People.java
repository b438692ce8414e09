package tv.natomultimedia.account.world;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What people do here, in small verbs over HTTP. */
public final class People {

    public static final String PASSWORD = "Cargo-Lantern-73";

    private People() {}

    /** An address nobody has used yet. */
    public static String someone() {
        return "p"
                + UUID.randomUUID().toString().replace("-", "").substring(0, 16)
                + "@example.org";
    }

    public static Response post(String path, Map<String, ?> body) {
        return given().contentType(ContentType.JSON).body(body).post(path);
    }

    public static Response startRegistration(String email) {
        return post("/v1/registrations", Map.of("email", email, "password", PASSWORD));
    }

    public static Response startRegistration(String email, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(Map.of("email", email, "password", PASSWORD));
        body.putAll(more);
        return post("/v1/registrations", body);
    }

    public static Response confirm(String registration, String code) {
        return post("/v1/registrations/" + registration + "/verification", Map.of("code", code));
    }

    /** A person with an account, freshly registered. */
    public static Someone registered() {
        return registered(someone(), Map.of());
    }

    public static Someone registered(String email, Map<String, ?> more) {
        String id =
                Json.of(startRegistration(email, more).then().statusCode(202).extract())
                        .path("registrationId");
        return Someone.of(
                email,
                confirm(id, MailServer.code(email, 1)).then().statusCode(201).extract().response());
    }

    public static Response logIn(String email, String password) {
        return post("/v1/sessions", Map.of("email", email, "password", password));
    }

    public static Response refresh(String refreshToken) {
        return post("/v1/sessions/refresh", Map.of("refreshToken", refreshToken));
    }

    public static Response account(String accessToken) {
        return given().auth().oauth2(accessToken).get("/v1/account");
    }

    /** A request of somebody who is logged in, with a JSON body to come. */
    public static RequestSpecification as(Someone person) {
        return given().auth().oauth2(person.accessToken()).contentType(ContentType.JSON);
    }

    public static Response startEmailChange(Someone person, String newEmail) {
        return as(person)
                .body(Map.of("newEmail", newEmail, "password", PASSWORD))
                .post("/v1/account/email-change");
    }

    public static Response confirmEmailChange(Someone person, String change, String code) {
        return as(person)
                .body(Map.of("code", code))
                .post("/v1/account/email-change/" + change + "/verification");
    }

    public static Response delete(Someone person) {
        return as(person).body(Map.of("password", PASSWORD)).post("/v1/account/deletion");
    }

    /** The claims of a token, unverified. */
    public static JsonPath claims(String token) {
        String payload = token.replace("Bearer ", "").split("\\.")[1];
        return JsonPath.from(
                new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    }

    /** A person who is logged in. */
    public record Someone(String email, String id, String accessToken, String refreshToken) {

        public static Someone of(String email, Response session) {
            return new Someone(
                    email,
                    Json.of(session).path("account.id"),
                    Json.of(session).path("accessToken"),
                    Json.of(session).path("refreshToken"));
        }
    }

    /** A code that is not the given one. */
    public static String otherThan(String code) {
        return code.startsWith("9") ? "0" + code.substring(1) : "9" + code.substring(1);
    }
}
