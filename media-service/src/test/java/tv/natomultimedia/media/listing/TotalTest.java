package tv.natomultimedia.media.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TotalTest {

    @Test
    void countingStopsAtTenThousand() {
        assertEquals(new Total(0, Total.Relation.EXACT), Total.of(0));
        assertEquals(new Total(10_000, Total.Relation.EXACT), Total.of(10_000));
        assertEquals(new Total(10_000, Total.Relation.AT_LEAST), Total.of(10_001));
    }
}
