package tv.natomultimedia.account.partner;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.token.AccessTokens;
import tv.natomultimedia.account.world.Administrators;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.Newsrooms;
import tv.natomultimedia.account.world.Newsrooms.Newsroom;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.Trail;
import tv.natomultimedia.account.world.World;

@QuarkusTest
@World
class PartnerTest {

    private static final String NOBODY = "0198c0de-0000-7000-8000-000000000001";
    @Inject Administrators administrators;
    @Inject AccessTokens accessTokens;
    @Inject Trail trail;
    private String admin;

    @BeforeEach
    void anAdministrator() {
        admin = administrators.registered().accessToken();
    }

    @Test
    void aPartnerIsMadeAndItsSecretToldOnce() {
        Response made =
                Newsrooms.create(
                        admin,
                        Map.of(
                                "name", "  Écho TV ",
                                "allowedNetworks", List.of("203.0.113.7/24", "2001:DB8::1/32"),
                                "quotas", Map.of("downloadsPerDay", 500)));
        made.then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .header(
                        "Location",
                        equalTo("http://localhost:8080/v1/partners/" + Json.of(made).path("id")))
                .body(member("clientId", equalTo("partner-" + Json.of(made).path("id"))))
                .body(member("clientSecret", matchesPattern("[A-Za-z0-9_-]{43}")))
                .body(member("name", equalTo("Écho TV")))
                .body(member("contactEmail", equalTo("newsroom@example.org")))
                .body(member("scopes", contains("media.download", "media.read")))
                .body(member("allowedNetworks", contains("203.0.113.0/24", "2001:db8::/32")))
                .body(member("quotas.downloadsPerDay", equalTo(500)))
                .body(member("quotas.bytesPerDay", nullValue()))
                .body(member("status", equalTo("active")))
                .body(member("pending", equalTo(false)))
                .body(member("secrets.size()", equalTo(1)))
                .body(member("createdAt", matchesPattern(".*Z")))
                .body(member("lastUsedAt", nullValue()));
        Newsroom newsroom = Newsroom.of(made);
        Newsrooms.get(admin, "/" + newsroom.id())
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(member("clientId", equalTo(newsroom.clientId())))
                .body(not(containsString("clientSecret")))
                .body(not(containsString(newsroom.secret())));
        Newsrooms.post(
                        "/oauth2/token",
                        Newsrooms.basicFrom("203.0.113.9", newsroom.clientId(), newsroom.secret()),
                        "grant_type=client_credentials")
                .then()
                .statusCode(200);
    }

    @Test
    void theSameRequestWithTheSameKeyMakesNothingNew() {
        String key = UUID.randomUUID().toString();
        Response first = keyed(admin, key, Map.of());
        first.then().statusCode(201);
        Response again = keyed(admin, key, Map.of());
        again.then()
                .statusCode(201)
                .header("Location", first.header("Location"))
                .body(member("id", equalTo(first.<String>path("id"))))
                .body(member("clientSecret", equalTo(first.<String>path("clientSecret"))));
        Newsrooms.accessToken(Newsroom.of(again));
        keyed(admin, key, Map.of("name", "Other TV"))
                .then()
                .statusCode(422)
                .body(member("type", equalTo("urn:problem:idempotency-key-reuse")));
        Response ofAnother = keyed(administrators.registered().accessToken(), key, Map.of());
        ofAnother.then().statusCode(201);
        assertFalse(first.<String>path("id").equals(Json.of(ofAnother).path("id")));
        assertFalse(
                first.<String>path("clientSecret").equals(Json.of(ofAnother).path("clientSecret")));
        Newsrooms.removeSecret(
                admin, Json.of(first).path("id"), Json.of(first).path("secrets[0].id"), "");
        keyed(admin, key, Map.of())
                .then()
                .statusCode(201)
                .body(member("id", equalTo(first.<String>path("id"))))
                .body(member("clientSecret", nullValue()));
        Newsrooms.delete(admin, Json.of(first).path("id")).then().statusCode(204);
        Response anew = keyed(admin, key, Map.of());
        anew.then().statusCode(201);
        assertFalse(first.<String>path("clientSecret").equals(Json.of(anew).path("clientSecret")));
        for (String wrong : List.of("", "a b", "x".repeat(256))) {
            keyed(admin, wrong, Map.of())
                    .then()
                    .statusCode(400)
                    .body(member("violations[0].in", equalTo("header")))
                    .body(member("violations[0].field", equalTo("Idempotency-Key")));
        }
        assertTrue(
                trail.texts("SELECT CAST(t AS text) FROM partner_creation t").stream()
                        .noneMatch(row -> row.contains(key)));
    }

    @Test
    void nobodyElseMayKeepPartners() {
        Newsroom newsroom = Newsrooms.created(admin, Map.of());
        String person = People.registered().accessToken();
        String service =
                accessTokens
                        .forService("gateway", "account-api", Set.of("internal.accounts"))
                        .token();
        String partner = Newsrooms.accessToken(newsroom);
        for (String path :
                List.of("", "/" + newsroom.id(), "/" + newsroom.id() + "/secrets/" + NOBODY)) {
            String method = path.isEmpty() ? "GET" : path.contains("secrets") ? "DELETE" : "PATCH";
            given().request(method, "/v1/partners" + path).then().statusCode(401);
            refused(method, path, person, 403, "insufficient-role");
            refused(method, path, service, 403, "insufficient-scope");
            refused(method, path, partner, 401, "invalid-token");
        }
        Newsrooms.create(person, Map.of()).then().statusCode(403);
        Newsrooms.addSecret(person, newsroom.id()).then().statusCode(403);
        Newsrooms.delete(person, newsroom.id()).then().statusCode(403);
        given().contentType(ContentType.JSON).body("{").post("/v1/partners").then().statusCode(401);
    }

    @Test
    void whatIsWrongIsNamed() {
        Map<String, Object> nothing = new HashMap<>();
        assertInvalid(
                given().auth()
                        .oauth2(admin)
                        .contentType(ContentType.JSON)
                        .body(nothing)
                        .post("/v1/partners"),
                "/name",
                "/contactEmail",
                "/scopes");
        assertInvalid(create("name", "a\u0000b"), "/name");
        assertInvalid(create("name", "x".repeat(201)), "/name");
        assertInvalid(create("name", 5), "/name");
        assertInvalid(create("contactEmail", "nobody"), "/contactEmail");
        assertInvalid(
                create("contactEmail", "a@example.org\r\nBcc: b@example.org"), "/contactEmail");
        assertInvalid(create("scopes", List.of()), "/scopes");
        assertInvalid(create("scopes", List.of("media.read", "internal.accounts")), "/scopes/1");
        assertInvalid(create("scopes", Arrays.asList("media.read", null)), "/scopes/1");
        assertInvalid(
                create("allowedNetworks", List.of("10.0.0.0/8", "here")), "/allowedNetworks/1");
        assertInvalid(create("quotas", Map.of("bytesPerDay", 0)), "/quotas/bytesPerDay");
        assertInvalid(create("quotas", Map.of("downloadsPerDay", 1.5)), "/quotas/downloadsPerDay");
        assertInvalid(create("quotas", Map.of("perYear", 1)), "/quotas/perYear");
        assertInvalid(create("status", "active"), "/status");
        assertInvalid(
                create("allowedNetworks", java.util.Collections.nCopies(101, "10.0.0.0/8")),
                "/allowedNetworks");
    }

    @Test
    void aMergePatchReplacesWhatItNames() {
        Newsroom newsroom =
                Newsrooms.created(
                        admin,
                        Map.of(
                                "allowedNetworks", List.of("192.0.2.0/24"),
                                "quotas", Map.of("downloadsPerDay", 5, "bytesPerDay", 6)));
        Newsrooms.patch(
                        admin,
                        newsroom.id(),
                        "{\"name\":\"New\",\"quotas\":{\"bytesPerDay\":null,\"requestsPerMinute\":7}}")
                .then()
                .statusCode(200)
                .body(member("name", equalTo("New")))
                .body(member("contactEmail", equalTo("newsroom@example.org")))
                .body(member("allowedNetworks", contains("192.0.2.0/24")))
                .body(member("quotas.downloadsPerDay", equalTo(5)))
                .body(member("quotas.bytesPerDay", nullValue()))
                .body(member("quotas.requestsPerMinute", equalTo(7)))
                .body(member("pending", equalTo(false)))
                .body(member("clientSecret", nullValue()));
        Newsrooms.patch(
                        admin,
                        newsroom.id(),
                        "{\"quotas\":null,\"allowedNetworks\":null,\"scopes\":[\"media.read\"]}")
                .then()
                .statusCode(200)
                .body(member("quotas.downloadsPerDay", nullValue()))
                .body(member("allowedNetworks", empty()))
                .body(member("scopes", contains("media.read")));
        assertEquals(
                "media.read",
                Json.of(Newsrooms.token(newsroom.clientId(), newsroom.secret())).path("scope"));
    }

    @Test
    void aPatchThatIsWrongChangesNothing() {
        Newsroom newsroom = Newsrooms.created(admin, Map.of());
        for (String[] wrong :
                new String[][] {
                    {"{\"clientId\":\"x\"}", "/clientId"},
                    {"{\"name\":null}", "/name"},
                    {"{\"name\":\"Other\",\"scopes\":\"media.read\"}", "/scopes"},
                    {"{\"scopes\":null}", "/scopes"},
                    {"{\"status\":\"deleted\"}", "/status"},
                    {"{\"status\":null}", "/status"},
                    {"{\"quotas\":5}", "/quotas"},
                    {"[]", ""},
                }) {
            assertInvalid(Newsrooms.patch(admin, newsroom.id(), wrong[0]), wrong[1]);
        }
        Newsrooms.patch(admin, newsroom.id(), "{").then().statusCode(400);
        Newsrooms.get(admin, "/" + newsroom.id())
                .then()
                .body(member("name", equalTo("Example Broadcasting")))
                .body(member("status", equalTo("active")));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        Newsroom newsroom = Newsrooms.created(admin, Map.of());
        Newsrooms.get(admin, "/" + NOBODY).then().statusCode(404);
        Newsrooms.patch(admin, NOBODY, "{}").then().statusCode(404);
        Newsrooms.delete(admin, NOBODY).then().statusCode(404);
        Newsrooms.addSecret(admin, NOBODY).then().statusCode(404);
        Newsrooms.removeSecret(admin, newsroom.id(), NOBODY, "").then().statusCode(404);
        Newsrooms.get(admin, "/" + newsroom.clientId()).then().statusCode(400);
        Newsrooms.removeSecret(admin, newsroom.id(), NOBODY, "?compromised=maybe")
                .then()
                .statusCode(400)
                .body(member("violations[0].field", equalTo("compromised")));
    }

    @Test
    void theListGoesByThePage() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.add(Newsrooms.created(admin, Map.of()).id());
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        Response page;
        do {
            page = Newsrooms.get(admin, "?limit=2" + cursor);
            page.then().statusCode(200).body(member("total.relation", equalTo("exact")));
            seen.addAll(Json.of(page).path("items.id"));
            String next = Json.of(page).path("nextCursor");
            if (next == null) {
                page.then().header("Link", nullValue());
                break;
            }
            page.then()
                    .header("Link", containsString("/v1/partners?limit=2&cursor=" + next))
                    .body(member("items.size()", equalTo(2)));
            cursor = "&cursor=" + next;
        } while (true);
        assertEquals(seen.stream().sorted().toList(), seen);
        assertTrue(seen.containsAll(made));
        assertEquals(seen.size(), Set.copyOf(seen).size());
        int total = Json.of(page).path("total.value");
        assertTrue(total >= 3);
        for (String wrong : List.of("?limit=0", "?limit=101", "?limit=x", "?q=a")) {
            Newsrooms.get(admin, wrong)
                    .then()
                    .statusCode(400)
                    .body(member("type", equalTo("urn:problem:invalid-parameter")));
        }
        Newsrooms.get(admin, "?cursor=AAAA")
                .then()
                .statusCode(400)
                .body(member("type", equalTo("urn:problem:cursor-invalid")));
    }

    private void refused(String method, String path, String token, int status, String slug) {
        given().auth()
                .oauth2(token)
                .contentType("application/merge-patch+json")
                .body("{\"name\":\"Mine\"}")
                .request(method, "/v1/partners" + path)
                .then()
                .statusCode(status)
                .body(member("type", equalTo("urn:problem:" + slug)));
    }

    private static Response keyed(String token, String key, Map<String, ?> more) {
        return given().auth()
                .oauth2(token)
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(Newsrooms.described(more))
                .post("/v1/partners");
    }

    private Response create(String member, Object value) {
        return Newsrooms.create(admin, Map.of(member, value));
    }

    private static void assertInvalid(Response answer, String... fields) {
        answer.then()
                .statusCode(422)
                .body(member("type", equalTo("urn:problem:validation-failed")))
                .body(member("violations.field", hasItems(fields)))
                .body(member("violations.message", not(hasItem(nullValue()))));
    }
}
