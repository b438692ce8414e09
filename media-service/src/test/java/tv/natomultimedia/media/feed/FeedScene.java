package tv.natomultimedia.media.feed;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import tv.natomultimedia.media.MovableClock;
import tv.natomultimedia.media.catalogue.MadeUpItems;

/** What tests of feeds ask for and read. */
abstract class FeedScene {

    static final Instant LONG_AGO = MadeUpItems.LONG_AGO;
    static final String ORIGIN = "http://localhost:8080";

    @Inject MadeUpItems madeUp;
    @Inject MovableClock clock;

    @AfterEach
    void removeItems() {
        clock.reset();
        madeUp.remove();
    }

    static Response get(String format, String query) {
        return given().urlEncodingEnabled(false).get("/v1/feeds/media." + format + query);
    }

    static SyndFeed read(Response answer) throws Exception {
        assertEquals(200, answer.statusCode(), answer.asString());
        byte[] bytes = answer.asByteArray();
        return new SyndFeedInput()
                .build(new XmlReader(new ByteArrayInputStream(bytes), answer.contentType()));
    }
}
