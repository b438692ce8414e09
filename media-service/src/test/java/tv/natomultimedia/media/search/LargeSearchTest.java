package tv.natomultimedia.media.search;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tv.natomultimedia.media.Json;
import tv.natomultimedia.media.catalogue.MadeUpItems;
import tv.natomultimedia.media.catalogue.MadeUpItems.Text;
import tv.natomultimedia.media.listing.Total;

/** Searches that find more than totals say. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeSearchTest {

    private static final int ITEMS = Total.LIMIT + 50;
    private static final String SEARCH = "/v1/media?q=multitudinous";

    @Inject MadeUpItems madeUp;
    @Inject AgroalDataSource database;

    @BeforeAll
    void makeItems() throws SQLException {
        withoutTriggers(
                """
                INSERT INTO item (id, slug, version, type, status, status_changed_at, created_at, updated_at,
                    published_at, language, title, usage_terms_version, document)
                SELECT gen_random_uuid(), '%s' || n, 1, CASE n %% 5 WHEN 0 THEN 'AUDIO' ELSE 'VIDEO' END,
                    'PUBLISHED', now(), now(), now(), timestamptz '2020-01-01' + n * interval '1 second', 'en',
                    'Multitudinous ' || n, 1,
                    search_document(to_tsvector('english_folded', 'Multitudinous'), search_marker('en'))
                FROM generate_series(1, %d) n
                """
                        .formatted(MadeUpItems.slug("many-"), ITEMS));
    }

    @AfterAll
    void removeItems() throws SQLException {
        withoutTriggers("DELETE FROM item WHERE slug LIKE '" + MadeUpItems.slug("many-") + "%'");
        madeUp.remove();
    }

    /** They would take ten times as long as the rows. */
    private void withoutTriggers(String change) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL session_replication_role = replica");
            statement.execute(change);
            connection.commit();
        }
    }

    @Test
    void totalsStopAndPagesGoOn() {
        Json first = Json.of(given().get(SEARCH + "&limit=2"));
        assertEquals(Map.of("value", Total.LIMIT, "relation", "atLeast"), first.path("total"));
        assertEquals(titles(ITEMS, ITEMS - 1), first.path("items.title"));
        String cursor = first.path("nextCursor");
        Json second = Json.of(given().get(SEARCH + "&limit=2&cursor=" + cursor));
        assertEquals(Map.of("value", Total.LIMIT, "relation", "atLeast"), second.path("total"));
        assertEquals(titles(ITEMS - 2, ITEMS - 3), second.path("items.title"));
        Json oldest = Json.of(given().get(SEARCH + "&limit=2&sort=publishedAt"));
        assertEquals(titles(1, 2), oldest.path("items.title"));
    }

    @Test
    void facetsAreLowerBoundsThatAddUpToWhatWasLookedAt() {
        for (int time = 0; time < 2; time++) {
            Json found = Json.of(given().get(SEARCH + "&facets=type,person&limit=1"));
            List<Map<String, Object>> types = found.path("facets.type");
            assertEquals(
                    List.of("video", "audio"), types.stream().map(of -> of.get("value")).toList());
            assertEquals(
                    Total.LIMIT + 1,
                    types.stream().mapToInt(of -> (Integer) of.get("count")).sum());
            types.forEach(of -> assertEquals("atLeast", of.get("relation")));
            assertEquals(List.of(), found.path("facets.person"));
        }
        Json others = Json.of(given().get(SEARCH + "&facets=language&limit=1"));
        assertEquals(List.of("en"), others.path("facets.language.value"));
    }

    @Test
    void relevanceOrdersTheNewestOfThem() {
        HashSet<String> seen = new HashSet<>();
        Response page = given().get(SEARCH + "&sort=relevance&limit=100");
        while (true) {
            seen.addAll(Json.of(page).path("items.id"));
            String cursor = Json.of(page).path("nextCursor");
            if (cursor == null) {
                break;
            }
            page = given().get(SEARCH + "&sort=relevance&limit=100&cursor=" + cursor);
        }
        assertEquals(Candidates.MOST_RANKED, seen.size());
    }

    @Test
    void whatIsPublishedMeanwhileIsOnTheNextPageAskedFor() {
        given().get(SEARCH + "&facets=type");
        UUID late =
                madeUp.published(
                        "multitude",
                        Text.titled("Multitudinous at last"),
                        Instant.parse("2026-01-01T00:00:00Z"));
        Json found = Json.of(given().get(SEARCH + "&facets=type&limit=1"));
        assertEquals(List.of(late.toString()), found.path("items.id"));
        madeUp.change(late, item -> item.withdraw("Not last", MadeUpItems.LONG_AGO));
        assertEquals(
                titles(ITEMS),
                Json.of(given().get(SEARCH + "&facets=type&limit=1")).path("items.title"));
        assertNull(Json.of(given().get(SEARCH + "&fields=id")).path("facets"));
    }

    private static List<String> titles(int... numbers) {
        return Arrays.stream(numbers).mapToObj(n -> "Multitudinous " + n).toList();
    }
}
