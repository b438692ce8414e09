package tv.natomultimedia.media.listing;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListParametersTest {

    private static ListParameters given(String name, String... values) {
        MultivaluedHashMap<String, String> query = new MultivaluedHashMap<>();
        query.addAll(name, values);
        return new ListParameters(query, Set.of("a", "limit"));
    }

    @Test
    void timesAreReadWithTheirOffsetAndDatesFromTheirFirstMoment() {
        Map.of(
                        "2022-09-01", "2022-09-01T00:00:00Z",
                        "2022-09-01T12:00:00Z", "2022-09-01T12:00:00Z",
                        "2022-09-01t12:00:00.5z", "2022-09-01T12:00:00.500Z",
                        "2022-09-01T12:00:00+02:00", "2022-09-01T10:00:00Z",
                        "2022-09-01T12:00:00 02:00", "2022-09-01T10:00:00Z",
                        "2024-02-29", "2024-02-29T00:00:00Z")
                .forEach(
                        (text, time) ->
                                assertEquals(
                                        Optional.of(Instant.parse(time)),
                                        given("a", text).time("a"),
                                        text));
    }

    @Test
    void whatIsNoTimeIsRefused() {
        for (String text :
                List.of(
                        "",
                        " ",
                        "2022",
                        "2022-09",
                        "2023-02-29",
                        "2022-13-01",
                        "20220901",
                        "2022-09-01T12:00",
                        "2022-09-01T12:00:00",
                        "2022-09-01T24:00:01Z",
                        "2022-09-01T12:00:00+25:00",
                        "0000-01-01",
                        "-2022-01-01",
                        "99999-01-01",
                        "today",
                        "2022-09-01T12:00:00Z\n")) {
            ListParameters parameters = given("a", text);
            parameters.time("a");
            assertThrows(HttpProblem.class, parameters::check, text);
        }
    }

    @Test
    void limitsAreBetweenOneAndAHundred() {
        assertEquals(20, given("a", "x").limit());
        assertEquals(1, given("limit", "1").limit());
        assertEquals(100, given("limit", "100").limit());
        for (String text : List.of("0", "101", "-1", "+5", " 5", "5.0", "", "1e2", "٣")) {
            ListParameters parameters = given("limit", text);
            parameters.limit();
            assertThrows(HttpProblem.class, parameters::check, text);
        }
    }

    @Test
    void lengthsAreCountedInCodePoints() {
        ListParameters parameters = given("a", "😀".repeat(10));
        parameters.one("a", 10);
        assertDoesNotThrow(parameters::check);
        parameters.one("a", 9);
        assertThrows(HttpProblem.class, parameters::check);
    }
}
