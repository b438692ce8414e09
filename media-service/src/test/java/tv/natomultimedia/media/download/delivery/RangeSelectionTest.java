package tv.natomultimedia.media.download.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeSelectionTest {

    private static final long SIZE = 1000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=0-0|0-0",
                "bytes=0-|0-999",
                "bytes=999-|999-999",
                "bytes=990-99999|990-999",
                "bytes=-1|999-999",
                "bytes=-1000|0-999",
                "bytes=-5000|0-999",
                "BYTES=5-9|5-9",
                "bytes= 5-9 |5-9",
                "bytes=,5-9,,|5-9",
                "bytes=0-1,5-9|0-1 5-9",
                "bytes=5-9, 0-1|5-9 0-1",
                "bytes=0-1,2-3|0-1 2-3",
                "bytes=0-1,5000-6000|0-1",
                "bytes=0-1,-0|0-1",
                "bytes=00000000000000000000000000000000000005-9|5-9",
                "bytes=5-99999999999999999999999999999999|5-999",
                "bytes=-99999999999999999999999999999999|0-999"
            })
    void theseSelectParts(String field, String expected) {
        RangeSelection.Parts parts =
                assertInstanceOf(RangeSelection.Parts.class, RangeSelection.of(field, SIZE));
        assertEquals(
                expected,
                parts.ranges().stream()
                        .map(range -> range.first() + "-" + range.last())
                        .collect(Collectors.joining(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=1000-",
                "bytes=1000-1001",
                "bytes=-0",
                "bytes=1000-,2000-",
                "bytes=99999999999999999999999999999999-"
            })
    void theseSelectNothing(String field) {
        assertInstanceOf(RangeSelection.Unsatisfiable.class, RangeSelection.of(field, SIZE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=,",
                "bytes=-",
                "bytes=a-b",
                "bytes=5-4",
                "bytes=0-1,5-4",
                "bytes=0-1,x",
                "bytes=+1-2",
                "bytes=1--2",
                "bytes=1 - 2",
                "bytes:0-1",
                "items=0-1",
                "bytes=0-5,5-9",
                "bytes=0-9,3-4",
                "bytes=-5,990-",
                "bytes=٠-١"
            })
    void theseSelectTheWholeFile(String field) {
        assertInstanceOf(RangeSelection.Whole.class, RangeSelection.of(field, SIZE));
    }

    @Test
    void noFieldSelectsTheWholeFile() {
        assertInstanceOf(RangeSelection.Whole.class, RangeSelection.of(null, SIZE));
    }

    @Test
    void eightRangesAreServedAndNineAreTooMany() {
        assertInstanceOf(RangeSelection.Parts.class, RangeSelection.of(ranges(8), SIZE));
        assertInstanceOf(RangeSelection.Whole.class, RangeSelection.of(ranges(9), SIZE));
    }

    @Test
    void anEmptyFileHasNoParts() {
        for (String field : List.of("bytes=0-", "bytes=-1", "bytes=0-0")) {
            assertInstanceOf(RangeSelection.Whole.class, RangeSelection.of(field, 0));
        }
    }

    private static String ranges(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> index * 10 + "-" + (index * 10 + 3))
                .collect(Collectors.joining(",", "bytes=", ""));
    }
}
