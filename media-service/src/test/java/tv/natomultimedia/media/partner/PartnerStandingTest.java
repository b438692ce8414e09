package tv.natomultimedia.media.partner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartnerStandingTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24, 203.0.113.255, true",
        "203.0.113.0/24, 203.0.114.0, false",
        "203.0.113.128/25, 203.0.113.127, false",
        "203.0.113.7/32, 203.0.113.7, true",
        "203.0.113.7, 203.0.113.7, true",
        "203.0.113.7, 203.0.113.8, false",
        "0.0.0.0/0, 198.51.100.1, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "203.0.113.0/33, 203.0.113.0, false",
        "203.0.113.0/-1, 203.0.113.0, false",
        "203.0.113.0/x, 203.0.113.0, false",
        "example.org/8, 203.0.113.0, false"
    })
    void aBlockHoldsAddressesOfItsPrefix(String block, String address, boolean holds) {
        assertEquals(holds, standing(block).allows(InetAddress.ofLiteral(address)));
    }

    @Test
    void withoutBlocksEveryAddressIsAllowed() {
        assertTrue(standing().allows(InetAddress.ofLiteral("198.51.100.1")));
        assertTrue(standing().allows(null));
        assertFalse(standing("203.0.113.0/24").allows(null));
    }

    private static PartnerStanding standing(String... blocks) {
        return new PartnerStanding("c", "n", "active", null, List.of(blocks), null);
    }
}
