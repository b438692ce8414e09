package tv.natomultimedia.account.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.0/24",
        "192.0.2.254, 192.0.2.0/24",
        "192.0.3.1, 192.0.3.0/24",
        "::ffff:192.0.2.77, 192.0.2.0/24",
        "2001:db8:1:100::1, 2001:db8:1:100:0:0:0:0/56",
        "2001:db8:1:1ff:ffff::2, 2001:db8:1:100:0:0:0:0/56",
        "2001:db8:1:200::1, 2001:db8:1:200:0:0:0:0/56",
        "not-an-address, unknown"
    })
    void neighboursShareANetwork(String address, String network) {
        assertEquals(network, Client.networkOf(address));
    }
}
