package tv.natomultimedia.gateway.portal;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tv.natomultimedia.gateway.FakeServices;

/** Services that answer the calls of the portal's pages as the contract says, and note them. */
final class PortalServices {

    /** What was sent last, by method and path. */
    static final Map<String, JsonObject> BODIES = new ConcurrentHashMap<>();

    /** Method, path and bearer of each call. */
    static final List<String> CALLS = new CopyOnWriteArrayList<>();

    private PortalServices() {}

    static void start() {
        for (String service : List.of("account", "media", "newsletter")) {
            FakeServices.answer(service + ".url", PortalServices::answer);
        }
    }

    static void forget() {
        BODIES.clear();
        CALLS.clear();
    }

    private static void answer(HttpServerRequest request) {
        String call = request.method() + " " + request.path();
        String bearer = request.getHeader("Authorization");
        CALLS.add(bearer == null ? call : call + " " + bearer);
        request.body()
                .onSuccess(
                        body -> {
                            if (body.length() > 0) {
                                BODIES.put(call, body.toJsonObject());
                            }
                            respond(request, call, body.length() > 0 ? body.toJsonObject() : null);
                        });
    }

    private static void respond(HttpServerRequest request, String call, JsonObject body) {
        JsonObject flow =
                new JsonObject()
                        .put("status", "pending")
                        .put("codeFormat", "digits-6")
                        .put("attemptsRemaining", 5);
        JsonObject session =
                new JsonObject()
                        .put("accessToken", "access")
                        .put("refreshToken", "refresh")
                        .put("expiresInSeconds", 600);
        switch (call) {
            case "GET /v1/registrations/f1",
                    "GET /v1/newsletter/subscriptions/n1",
                    "GET /v1/password-resets/r1" ->
                    json(request, 200, flow);
            case "POST /v1/newsletter/subscriptions/n1/code" -> json(request, 202, flow);
            case "POST /v1/registrations/f1/code", "POST /v1/password-resets/r1/code" ->
                    json(request, 202, flow.put("codeFormat", "base32-12"));
            case "POST /v1/registrations" -> json(request, 202, flow.put("registrationId", "f1"));
            case "POST /v1/password-resets" ->
                    json(request, 202, flow.put("passwordResetId", "r1"));
            case "POST /v1/registrations/f1/verification" -> {
                if (List.of("123456", "7K3M-0PQR-1XYZ").contains(body.getString("code"))) {
                    json(request, 201, session);
                } else {
                    json(
                            request,
                            422,
                            new JsonObject().put("title", "Wrong").put("attemptsRemaining", 4));
                }
            }
            case "POST /v1/newsletter/subscriptions/n1/confirmation" ->
                    json(request, 200, new JsonObject().put("status", "active"));
            case "POST /v1/password-resets/r1/verification" ->
                    json(request, 200, new JsonObject().put("resetToken", "token"));
            case "PUT /v1/password-resets/r1/password" -> json(request, 200, new JsonObject());
            case "GET /v1/password-policy" ->
                    json(
                            request,
                            200,
                            new JsonObject()
                                    .put(
                                            "rules",
                                            new JsonArray()
                                                    .add(
                                                            new JsonObject()
                                                                    .put("code", "no-upper")
                                                                    .put(
                                                                            "description",
                                                                            "An upper case letter")
                                                                    .put("pattern", "\\p{Lu}"))));
            case "POST /v1/sessions" -> json(request, 201, session);
            case "GET /v1/newsletter/preferences/tok%C3%A9n",
                    "PUT /v1/newsletter/preferences/tok%C3%A9n" ->
                    json(
                            request,
                            200,
                            new JsonObject()
                                    .put("email", "a•••@example.org")
                                    .put("status", "active")
                                    .put("since", "2026-01-02T03:04:05Z")
                                    .put("lists", new JsonArray().add("daily"))
                                    .put("locale", "fr"));
            case "GET /v1/newsletter/lists" ->
                    json(
                            request,
                            200,
                            new JsonObject()
                                    .put(
                                            "items",
                                            new JsonArray()
                                                    .add(
                                                            new JsonObject()
                                                                    .put("slug", "daily")
                                                                    .put("name", "Daily"))
                                                    .add(
                                                            new JsonObject()
                                                                    .put("slug", "weekly")
                                                                    .put("name", "Weekly"))));
            case "GET /v1/media/withdrawn" ->
                    json(
                            request,
                            410,
                            new JsonObject()
                                    .put("status", 410)
                                    .put("title", "Withdrawn")
                                    .put("notice", "Not <b>cleared</b>."));
            case "GET /v1/media/an-item" -> json(request, 200, item());
            case "POST /v1/media/i1/renditions/r1/downloads" -> json(request, 201, link());
            case "POST /v1/media/i1/renditions/r2/downloads" -> {
                if (BODIES.containsKey("PUT /v1/usage-terms/acceptance")) {
                    json(request, 201, link());
                } else {
                    json(
                            request,
                            409,
                            new JsonObject()
                                    .put("type", "urn:problem:usage-terms-not-accepted")
                                    .put("title", "Usage terms not accepted")
                                    .put("version", 2));
                }
            }
            case "GET /v1/usage-terms" ->
                    json(
                            request,
                            200,
                            new JsonObject()
                                    .put("version", 2)
                                    .put("text", "First.\n\nSecond <i>paragraph</i>."));
            case "PUT /v1/usage-terms/acceptance" ->
                    json(request, 200, new JsonObject().put("version", 2));
            default ->
                    json(
                            request,
                            404,
                            new JsonObject().put("status", 404).put("title", "Not found"));
        }
    }

    private static JsonObject link() {
        return new JsonObject()
                .put("url", "http://localhost/d/t")
                .put("sizeBytes", 1000)
                .put("sha256", "ab")
                .put("filename", "x.mp4")
                .put("expiresAt", "2026-01-01T00:00:00Z");
    }

    private static JsonObject item() {
        return new JsonObject()
                .put("id", "i1")
                .put("type", "video")
                .put("title", "A <b>title</b>")
                .put(
                        "captions",
                        new JsonArray()
                                .add(
                                        new JsonObject()
                                                .put("language", "en")
                                                .put("kind", "captions")
                                                .put("label", "English")
                                                .put("url", "/m/2/en.vtt")))
                .put(
                        "renditions",
                        new JsonArray()
                                .add(
                                        new JsonObject()
                                                .put("id", "r0")
                                                .put("purpose", "preview")
                                                .put("access", "public")
                                                .put("mediaType", "video/mp4")
                                                .put("url", "/m/1/preview.mp4"))
                                .add(
                                        new JsonObject()
                                                .put("id", "r1")
                                                .put("name", "Broadcast")
                                                .put("purpose", "broadcast")
                                                .put("access", "account")
                                                .put("sizeBytes", 1000))
                                .add(
                                        new JsonObject()
                                                .put("id", "r2")
                                                .put("name", "Master")
                                                .put("purpose", "master")
                                                .put("access", "account")
                                                .put("sizeBytes", 2000)));
    }

    private static void json(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.toBuffer());
    }
}
