package tv.natomultimedia.media.ingest.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkiverse.resteasy.problem.HttpProblem;
import org.junit.jupiter.api.Test;

class PlacesTest {

    @Test
    void nobodyTakesAllOfThem() {
        Places places = new Places(3, 2);
        Places.Place first = places.take("one");
        Places.Place second = places.take("one");
        assertEquals(429, refusal(places, "one"));
        try (Places.Place other = places.take("other")) {
            assertEquals(503, refusal(places, "third"), other.toString());
            first.close();
            assertEquals(503, refusal(new Places(0, 2), "third"));
            places.take("third").close();
        }
        second.close();
        places.take("one").close();
    }

    private static int refusal(Places places, String principal) {
        return assertThrows(HttpProblem.class, () -> places.take(principal)).getStatusCode();
    }
}
