package tv.natomultimedia.media.feed;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.media.Json.member;

import com.rometools.modules.mediarss.MediaEntryModule;
import com.rometools.modules.mediarss.MediaModule;
import com.rometools.modules.mediarss.types.MediaContent;
import com.rometools.modules.mediarss.types.Metadata;
import com.rometools.modules.mediarss.types.Status;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndLink;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.MovableClock;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;

/** Feeds as ROME reads RSS, Atom and Media RSS; JSON Feed by its members. */
@QuarkusTest
class FeedTest {

    private static final Instant LONG_AGO = MadeUpItems.LONG_AGO;
    private static final String ORIGIN = "http://localhost:8080";
    private static final String VIDEO = "unga-2022-secretary-general-in-new-york";
    private static final String WITH_VIDEO = "?q=%22high-level%20week%22&type=video&language=en";
    private static final String TOMBSTONES = "http://purl.org/atompub/tombstones/1.0";

    /** Of the demonstration catalogue. */
    private static final String RECALLED =
            "items.find { it._natomultimedia.status == 'withdrawn' }.id";

    private static final RestAssuredConfig RAW =
            RestAssured.config().decoderConfig(DecoderConfig.decoderConfig().noContentDecoders());

    @Inject MadeUpItems madeUp;
    @Inject MovableClock clock;

    @AfterEach
    void removeItems() {
        clock.reset();
        madeUp.remove();
    }

    @Test
    void allFormatsTellOfTheSameItemsInTheOrderOfTheirPublication() throws Exception {
        List<String> expected =
                given().get("/v1/media?limit=100&fields=id").<List<String>>path("items.id").stream()
                        .map(id -> "urn:uuid:" + id)
                        .toList();
        String recalled = get("json", "?limit=100").jsonPath().getString(RECALLED);
        for (String format : List.of("rss", "atom")) {
            SyndFeed feed = read(get(format, "?limit=100"));
            assertEquals("NATO Multimedia", feed.getTitle());
            assertEquals(
                    expected,
                    feed.getEntries().stream()
                            .map(SyndEntry::getUri)
                            .filter(id -> !id.equals(recalled))
                            .toList(),
                    format);
        }
        JsonPath json = get("json", "?limit=100").jsonPath();
        assertEquals("https://jsonfeed.org/version/1.1", json.getString("version"));
        assertEquals(
                expected,
                json.<String>getList("items.id").stream()
                        .filter(id -> !id.equals(recalled))
                        .toList());
        assertEquals(ORIGIN + "/portal", json.getString("home_page_url"));
        assertEquals(ORIGIN + "/v1/feeds/media.json?limit=100", json.getString("feed_url"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rss", "atom"})
    void aVideoMeansInXmlWhatItMeansInJson(String format) throws Exception {
        JsonPath item = given().get("/v1/media/" + VIDEO).jsonPath();
        SyndEntry entry = entry(read(get(format, WITH_VIDEO)), item.getString("id"));
        assertEquals(item.getString("title"), entry.getTitle());
        assertEquals(ORIGIN + "/portal/media/" + VIDEO, entry.getLink());
        assertEquals(item.getString("summary"), entry.getDescription().getValue());
        assertEquals(
                Instant.parse(item.getString("publishedAt")), entry.getPublishedDate().toInstant());
        if (format.equals("atom")) {
            assertEquals(
                    Instant.parse(item.getString("updatedAt")).getEpochSecond(),
                    entry.getUpdatedDate().toInstant().getEpochSecond());
        }
        assertEquals("NATO Multimedia (demonstration)", entry.getAuthor());
        List<Map<String, Object>> open =
                item.getList("renditions.findAll { it.access == 'public' }");
        assertFalse(open.isEmpty());
        assertEquals(open.getFirst().get("url"), entry.getEnclosures().getFirst().getUrl());
        assertEquals(
                ((Number) open.getFirst().get("sizeBytes")).longValue(),
                entry.getEnclosures().getFirst().getLength());
        MediaEntryModule media = (MediaEntryModule) entry.getModule(MediaModule.URI);
        MediaContent[] contents = media.getMediaGroups()[0].getContents();
        assertEquals(open.size(), contents.length);
        for (int index = 0; index < contents.length; index++) {
            Map<String, Object> file = open.get(index);
            MediaContent content = contents[index];
            assertEquals(file.get("url"), content.getReference().toString());
            assertEquals(((Number) file.get("sizeBytes")).longValue(), content.getFileSize());
            assertEquals(
                    Math.round(((Number) file.get("durationSeconds")).doubleValue()),
                    content.getDuration());
            assertEquals(file.get("mediaType"), content.getType());
            assertEquals("video", content.getMedium());
            assertEquals(file.get("width"), content.getWidth());
            assertEquals(file.get("height"), content.getHeight());
            assertEquals(
                    Math.round(((Number) file.get("bitRateBps")).doubleValue() / 1000),
                    content.getBitrate(),
                    0.5);
        }
        Metadata metadata = media.getMetadata();
        assertEquals("NATO Multimedia (demonstration)", metadata.getCredits()[0].getName());
        assertEquals(item.getString("poster.url"), metadata.getThumbnail()[0].getUrl().toString());
        assertEquals(3, metadata.getThumbnail().length);
        assertTrue(Arrays.asList(metadata.getKeywords()).contains("United Nations"));
    }

    @Test
    void aVideoMeansInAJsonFeedWhatItMeansInJson() {
        JsonPath item = given().get("/v1/media/" + VIDEO).jsonPath();
        JsonPath feed = get("json", WITH_VIDEO).jsonPath();
        String entry = "items.find { it.id == 'urn:uuid:" + item.getString("id") + "' }.";
        assertEquals(item.getString("title"), feed.getString(entry + "title"));
        assertEquals(item.getString("summary"), feed.getString(entry + "content_text"));
        assertEquals(item.getString("publishedAt"), feed.getString(entry + "date_published"));
        assertEquals(item.getString("updatedAt"), feed.getString(entry + "date_modified"));
        assertEquals(item.getString("poster.url"), feed.getString(entry + "image"));
        String open = "renditions.find { it.access == 'public' }.";
        assertEquals(item.getString(open + "url"), feed.getString(entry + "attachments[0].url"));
        assertEquals(
                item.getLong(open + "sizeBytes"),
                feed.getLong(entry + "attachments[0].size_in_bytes"));
        assertEquals(
                item.getDouble(open + "durationSeconds"),
                feed.getDouble(entry + "attachments[0].duration_in_seconds"));
        assertEquals("published", feed.getString(entry + "_natomultimedia.status"));
    }

    @Test
    void noTitleBreaksAFeed() throws Exception {
        String hostile = "]]></title><script>&\"'\u0001\u000b\uffff\ud83c\udf0d é";
        String readable = "]]></title><script>&\"'\ud83c\udf0d é";
        UUID id = madeUp.published("hostile", Text.titled(hostile), Instant.now());
        for (String format : List.of("rss", "atom")) {
            SyndEntry entry = entry(read(get(format, "")), id.toString());
            assertEquals(readable, entry.getTitle());
            MediaEntryModule media = (MediaEntryModule) entry.getModule(MediaModule.URI);
            assertEquals(readable, media.getMetadata().getTitle());
        }
        assertEquals(
                hostile,
                get("json", "")
                        .jsonPath()
                        .getString("items.find { it.id == 'urn:uuid:" + id + "' }.title"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"killed", "withdrawn"})
    void whatIsTakenBackComesUpAsANoticeThatDoesNotRepeatIt(String status) throws Exception {
        UUID id = madeUp.published("recalled", Text.titled("Names a source"), LONG_AGO);
        Instant recalled = clock.instant().plusSeconds(1);
        String notice = "Legal & <urgent>";
        madeUp.change(
                id,
                item -> {
                    if (status.equals("killed")) {
                        item.kill(notice, recalled);
                    } else {
                        item.withdraw(notice, recalled);
                    }
                });
        Response rss = get("rss", "?limit=1");
        SyndEntry entry = read(rss).getEntries().getFirst();
        assertEquals("urn:uuid:" + id, entry.getUri());
        assertEquals(notice, entry.getDescription().getValue());
        assertEquals(ORIGIN + "/v1/media/" + id, entry.getLink());
        assertEquals(status, entry.getCategories().getFirst().getName());
        assertEquals(
                recalled.getEpochSecond(), entry.getPublishedDate().toInstant().getEpochSecond());
        Status state =
                ((MediaEntryModule) entry.getModule(MediaModule.URI)).getMetadata().getStatus();
        assertEquals(
                status.equals("killed") ? Status.State.deleted : Status.State.blocked,
                state.getState());
        Response atom = get("atom", "?limit=1");
        Element tombstone =
                (Element) dom(atom).getElementsByTagNameNS(TOMBSTONES, "deleted-entry").item(0);
        assertEquals("urn:uuid:" + id, tombstone.getAttribute("ref"));
        assertEquals(recalled, Instant.parse(tombstone.getAttribute("when")));
        assertTrue(
                tombstone
                        .getElementsByTagNameNS(TOMBSTONES, "comment")
                        .item(0)
                        .getTextContent()
                        .endsWith(notice));
        assertEquals(List.of(), read(atom).getEntries());
        Response json = get("json", "?limit=1");
        json.then()
                .body(member("items[0].id", equalTo("urn:uuid:" + id)))
                .body(member("items[0].content_text", equalTo(notice)))
                .body(member("items[0].tags", equalTo(List.of(status))))
                .body(member("items[0]._natomultimedia.status", equalTo(status)))
                .body(member("items[0]._natomultimedia.changedAt", equalTo(recalled.toString())));
        for (Response answer : List.of(rss, atom, json)) {
            assertFalse(answer.asString().contains("Names a source"));
            assertFalse(answer.asString().contains(MadeUpItems.slug("recalled")));
        }
        if (status.equals("withdrawn")) {
            madeUp.change(id, item -> item.publish(recalled));
            assertFalse(get("json", "?limit=1").asString().contains(id.toString()));
        }
    }

    @Test
    void filtersHoldForRecallsToo() {
        UUID topic = madeUp.topic("recalls");
        Text about = new Text("fr", "Retiré", null, List.of(topic), null);
        UUID id = madeUp.published("about", about, LONG_AGO);
        madeUp.change(id, item -> item.kill("un danger", clock.instant()));
        String here = "?topic=" + MadeUpItems.slug("recalls");
        assertEquals(List.of("urn:uuid:" + id), Json.of(get("json", here)).path("items.id"));
        assertTrue(
                Json.of(get("json", here)).<String>path("items[0].title").startsWith("Annulation"));
        for (String elsewhere : List.of("&type=image", "&language=en", "&from=2000-01-01")) {
            assertEquals(List.of(), Json.of(get("json", here + elsewhere)).path("items.id"));
        }
    }

    @Test
    void whatWasNeverPublishedIsInNoFeed() {
        UUID draft = madeUp.draft("draft", Text.titled("Draft"));
        UUID embargoed = madeUp.draft("embargoed", Text.titled("Under embargo"));
        madeUp.change(
                embargoed,
                item -> item.embargo(clock.instant().plus(Duration.ofDays(1)), clock.instant()));
        UUID killed = madeUp.draft("killed-early", Text.titled("Killed under embargo"));
        madeUp.change(
                killed,
                item -> {
                    item.embargo(clock.instant().plus(Duration.ofDays(1)), clock.instant());
                    item.kill("never mind", clock.instant());
                });
        for (String format : List.of("rss", "atom", "json")) {
            String feed = get(format, "?limit=100").asString();
            for (UUID hidden : List.of(draft, embargoed, killed)) {
                assertFalse(feed.contains(hidden.toString()), format);
            }
            assertFalse(feed.contains("embargo\""), format);
        }
    }

    @Test
    void pagesLeadToEachOtherAndShowEverythingOnce() throws Exception {
        UUID recalled = madeUp.published("between", Text.titled("Between"), LONG_AGO);
        // In the middle of the others.
        madeUp.change(recalled, item -> item.kill("x", Instant.parse("2024-06-01T00:00:00Z")));
        Set<String> all =
                new HashSet<>(get("json", "?limit=100").jsonPath().<String>getList("items.id"));
        assertTrue(all.contains("urn:uuid:" + recalled));
        String query = "?limit=7&type=video&utm_source=x&type=audio&type=story&type=image";
        String next = ORIGIN + "/v1/feeds/media.json" + query;
        List<String> seen = new ArrayList<>();
        while (next != null) {
            JsonPath page = given().get(next.substring(ORIGIN.length())).jsonPath();
            seen.addAll(page.getList("items.id"));
            next = page.getString("next_url");
            assertTrue(next == null || next.startsWith(ORIGIN + "/v1/feeds/media.json?"), next);
            assertTrue(next == null || !next.contains("utm_source"), next);
        }
        assertEquals(all.size(), seen.size());
        assertEquals(all, new HashSet<>(seen));
        SyndFeed atom = read(get("atom", "?limit=3&country=us"));
        String after = link(atom, "next");
        assertTrue(after.startsWith(ORIGIN + "/v1/feeds/media.atom?country=us&limit=3&cursor="));
        assertEquals(ORIGIN + "/v1/feeds/media.atom?country=us&limit=3", link(atom, "first"));
        SyndFeed second = read(given().get(after.substring(ORIGIN.length())));
        assertEquals(after, link(second, "self"));
        assertFalse(
                atom.getEntries()
                        .getFirst()
                        .getUri()
                        .equals(second.getEntries().getFirst().getUri()));
        assertTrue(get("rss", "?limit=3").asString().contains("<atom:link rel=\"next\""));
    }

    @Test
    void whatIsAskedWronglyIsRefused() {
        for (String query :
                List.of("?type=song", "?limit=0", "?limit=101", "?from=yesterday", "?cursor=x")) {
            get("rss", query).then().statusCode(400).contentType("application/problem+json");
        }
        String next = Json.of(get("json", "?limit=1")).<String>path("next_url");
        String cursor = next.substring(next.indexOf("cursor="));
        get("json", "?type=video&" + cursor)
                .then()
                .statusCode(400)
                .body(member("type", equalTo("urn:problem:cursor-mismatch")));
        get("json", "?sort=sideways&fields=x&facets=y&whatever=1").then().statusCode(200);
        get("xml", "").then().statusCode(404);
        given().accept("image/png").get("/v1/feeds/media.rss").then().statusCode(406);
        given().accept("application/atom+xml").get("/v1/feeds/media.rss").then().statusCode(406);
        given().accept("text/xml")
                .get("/v1/feeds/media.rss")
                .then()
                .statusCode(200)
                .contentType("text/xml");
        given().post("/v1/feeds/media.rss")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD, OPTIONS");
    }

    @Test
    void aReaderThatHasTheFeedIsToldSo() {
        Set<String> tags = new HashSet<>();
        for (String format : List.of("rss", "atom", "json")) {
            for (String coding : List.of("gzip", "identity")) {
                String path = "/v1/feeds/media." + format;
                Response first = given().config(RAW).header("Accept-Encoding", coding).get(path);
                assertEquals(
                        "public, max-age=0, s-maxage=2, stale-while-revalidate=2",
                        first.header("Cache-Control"));
                assertEquals(
                        "Accept, Accept-Encoding, Authorization, Origin", first.header("Vary"));
                assertTrue(tags.add(first.header("ETag")), format + " " + coding);
                Response again =
                        given().config(RAW)
                                .header("Accept-Encoding", coding)
                                .header("If-None-Match", first.header("ETag"))
                                .get(path);
                assertEquals(304, again.statusCode());
                assertEquals(first.header("Last-Modified"), again.header("Last-Modified"));
                assertEquals(
                        first.header("ETag"),
                        given().config(RAW)
                                .header("Accept-Encoding", coding)
                                .head(path)
                                .header("ETag"));
            }
        }
    }

    @Test
    void aDateCountsWhenItIsOldEnough() {
        UUID id = madeUp.published("dated", Text.titled("Dated"), clock.instant());
        String path = "/v1/feeds/media.rss?topic=nothing-at-all";
        String modified = given().get(path).header("Last-Modified");
        assertEquals(200, since(path, modified).statusCode(), "two changes fit into a second");
        clock.forward(Duration.ofMinutes(2));
        assertEquals(304, since(path, modified).statusCode());
        assertEquals(200, since(path, "Tue, 24 Nov 2099 00:00:00 GMT").statusCode());
        assertEquals(200, since(path, "yesterday").statusCode());
        assertEquals(
                200,
                given().header("If-Modified-Since", modified)
                        .header("If-None-Match", "\"x\"")
                        .get(path)
                        .statusCode());
        String tag = given().get(path).header("ETag");
        madeUp.change(id, item -> item.kill("x", clock.instant()));
        assertEquals(200, since(path, modified).statusCode());
        assertEquals(tag, given().get(path).header("ETag"), "nothing of it is shown here");
        assertNull(given().get("/v1/media").header("Last-Modified"));
    }

    private static Response since(String path, String date) {
        return given().header("If-Modified-Since", date).get(path);
    }

    private static Response get(String format, String query) {
        return given().urlEncodingEnabled(false).get("/v1/feeds/media." + format + query);
    }

    private static SyndFeed read(Response answer) throws Exception {
        assertEquals(200, answer.statusCode(), answer.asString());
        byte[] bytes = answer.asByteArray();
        return new SyndFeedInput()
                .build(new XmlReader(new ByteArrayInputStream(bytes), answer.contentType()));
    }

    private static Document dom(Response answer) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(answer.asByteArray()));
    }

    private static SyndEntry entry(SyndFeed feed, String id) {
        return feed.getEntries().stream()
                .filter(entry -> entry.getUri().equals("urn:uuid:" + id))
                .findFirst()
                .orElseThrow();
    }

    private static String link(SyndFeed feed, String relation) {
        return feed.getLinks().stream()
                .filter(link -> relation.equals(link.getRel()))
                .map(SyndLink::getHref)
                .findFirst()
                .orElseThrow();
    }
}
