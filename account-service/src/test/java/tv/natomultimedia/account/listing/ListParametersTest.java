package tv.natomultimedia.account.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tv.natomultimedia.account.problem.Violation;

class ListParametersTest {

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        ListParameters parameters =
                parameters("limit", "0", "status", "gone", "q", "a\u0000b", "more", "1");
        assertEquals(ListParameters.DEFAULT_LIMIT, parameters.limit());
        assertEquals(Optional.empty(), parameters.choice("status", Map.of("active", 1)));
        HttpProblem problem = assertThrows(HttpProblem.class, parameters::check);
        assertEquals(400, problem.getStatusCode());
        List<?> violations = (List<?>) problem.getParameters().get("violations");
        assertEquals(
                Set.of("limit", "status", "q", "more"),
                violations.stream()
                        .map(violation -> ((Violation) violation).field())
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "1.5", "x", "", "9999999999"})
    void aLimitIsANumberFromOneToAHundred(String limit) {
        ListParameters parameters = parameters("limit", limit);
        parameters.limit();
        assertThrows(HttpProblem.class, parameters::check);
    }

    @Test
    void whatIsRightIsRead() {
        ListParameters parameters = parameters("limit", "100", "status", "active", "q", "é");
        assertEquals(100, parameters.limit());
        assertEquals(Optional.of(1), parameters.choice("status", Map.of("active", 1)));
        assertEquals(Optional.of("é"), parameters.one("q", 1));
        assertEquals(Optional.empty(), parameters.cursor());
        parameters.check();
    }

    private static ListParameters parameters(String... pairs) {
        MultivaluedMap<String, String> given = new MultivaluedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            given.add(pairs[i], pairs[i + 1]);
        }
        return new ListParameters(given, Set.of("limit", "cursor", "status", "q"));
    }
}
