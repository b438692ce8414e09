package tv.natomultimedia.media.representation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AcceptFieldTest {

    @Test
    void theMostSpecificRangeCounts() {
        AcceptField field =
                new AcceptField("*/*;q=0.1, application/*;q=0.5, Application/JSON ; q=0.9");
        assertEquals(0.9, field.quality("application/json"));
        assertEquals(0.5, field.quality("application/ld+json"));
        assertEquals(0.1, field.quality("text/html"));
    }

    @Test
    void whatIsNotNamedIsNotAcceptable() {
        assertEquals(0, new AcceptField("text/html").quality("application/json"));
        assertEquals(0, new AcceptField("gzip;q=0, *").quality("gzip"));
        assertEquals(1, new AcceptField("br, *").quality("gzip"));
    }

    @Test
    void aMalformedQualityIsNone() {
        for (String quality : new String[] {"x", "2", "-1", "", "NaN"}) {
            assertEquals(0, new AcceptField("a/b;q=" + quality).quality("a/b"), quality);
        }
    }

    @Test
    void nothingSentIsNothingAsked() {
        assertTrue(new AcceptField(null).isEmpty());
        assertTrue(new AcceptField(" , ").isEmpty());
    }
}
