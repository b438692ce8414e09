package tv.natomultimedia.media.feed;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rometools.modules.mediarss.MediaEntryModule;
import com.rometools.modules.mediarss.MediaModule;
import com.rometools.modules.mediarss.types.MediaContent;
import com.rometools.modules.mediarss.types.Metadata;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;

/** Feeds as ROME reads RSS, Atom and Media RSS; JSON Feed by its members. */
@QuarkusTest
class FeedContentTest extends FeedScene {

    private static final String VIDEO = "unga-2022-secretary-general-in-new-york";
    private static final String WITH_VIDEO = "?q=%22high-level%20week%22&type=video&language=en";

    /** Of the demonstration catalogue. */
    private static final String RECALLED =
            "items.find { it._natomultimedia.status == 'withdrawn' }.id";

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

    private static SyndEntry entry(SyndFeed feed, String id) {
        return feed.getEntries().stream()
                .filter(entry -> entry.getUri().equals("urn:uuid:" + id))
                .findFirst()
                .orElseThrow();
    }
}
