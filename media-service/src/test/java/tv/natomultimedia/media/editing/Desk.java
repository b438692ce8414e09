package tv.natomultimedia.media.editing;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.caller.TestIssuer;

/** An editor at work, over HTTP. */
final class Desk {

    static final String MEDIA = "/v1/media";

    private final String token;

    Desk(TestIssuer issuer, UUID editor) {
        this.token = issuer.editor(editor);
    }

    RequestSpecification asking() {
        return given().auth().oauth2(token);
    }

    Response create(String body) {
        return asking().contentType("application/json").body(body).post(MEDIA);
    }

    /** A draft with a slug that {@code MadeUpItems} takes away. */
    String draft(String name) {
        return Json.of(
                        create(
                                        """
                        {"type": "story", "language": "en", "title": "%s", "slug": "made-up-%s"}
                        """
                                                .formatted(name, name))
                                .then()
                                .statusCode(201)
                                .extract())
                .path("id");
    }

    String published(String name) {
        String id = draft(name);
        act(id, "publication", null).then().statusCode(200);
        return id;
    }

    Response get(String id) {
        return asking().get(MEDIA + "/" + id);
    }

    String tag(String id) {
        return get(id).then().statusCode(200).extract().header("ETag");
    }

    Response patch(String id, String tag, String patch) {
        return asking().contentType("application/merge-patch+json")
                .header("If-Match", tag)
                .body(patch)
                .patch(MEDIA + "/" + id);
    }

    Response patch(String id, String patch) {
        return patch(id, tag(id), patch);
    }

    Response act(String id, String act, String body) {
        return act(id, tag(id), act, body);
    }

    Response act(String id, String tag, String act, String body) {
        RequestSpecification request = asking().header("If-Match", tag);
        if (body != null) {
            request.contentType("application/json").body(body);
        }
        return request.post(MEDIA + "/" + id + "/" + act);
    }
}
