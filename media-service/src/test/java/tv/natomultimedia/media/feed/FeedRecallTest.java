package tv.natomultimedia.media.feed;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.media.Json.member;

import com.rometools.modules.mediarss.MediaEntryModule;
import com.rometools.modules.mediarss.MediaModule;
import com.rometools.modules.mediarss.types.Status;
import com.rometools.rome.feed.synd.SyndEntry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;

/** What feeds tell of items that were taken back, and of those that never came out. */
@QuarkusTest
class FeedRecallTest extends FeedScene {

    private static final String TOMBSTONES = "http://purl.org/atompub/tombstones/1.0";

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

    private static Document dom(Response answer) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(answer.asByteArray()));
    }
}
