package tv.natomultimedia.account.partner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24, 203.0.113.0/24",
        "203.0.113.255/24, 203.0.113.0/24",
        "203.0.113.77/32, 203.0.113.77/32",
        "255.255.255.255/1, 128.0.0.0/1",
        "1.2.3.4/0, 0.0.0.0/0",
        "203.0.113.130/25, 203.0.113.128/25",
        "2001:db8::/32, 2001:db8::/32",
        "2001:0DB8:0:0:0:0:0:1/128, 2001:db8::1/128",
        "2001:db8:1:2:3:4:5:6/56, 2001:db8:1::/56",
        "::/0, ::/0",
    })
    void aBlockHasOneNotation(String text, String canonical) {
        assertEquals(canonical, Network.parse(text).orElseThrow().toString());
        assertEquals(Network.parse(text), Network.parse(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/24",
                "203.0.113.0",
                "203.0.113.0/",
                "203.0.113.0/33",
                "203.0.113.0/-1",
                "203.0.113.0/024",
                "203.0.113.0/24/24",
                "203.0.113/24",
                "203.0.113.0/255.255.255.0",
                "256.0.0.0/8",
                "010.0.0.0/8",
                "0x0a.0.0.0/8",
                "10/8",
                "1.2.3.4.5/8",
                " 10.0.0.0/8",
                "10.0.0.0/ 8",
                "10.0.0.0/8\n",
                "2001:db8::/129",
                "2001:db8::1::/32",
                "fe80::1%eth0/64",
                "[2001:db8::]/32",
                ":/0",
                "::ffff:10.0.0.0/104",
                "localhost/8",
                "example.org/24",
                "10.0.0.0/99999999999",
                "١٠.0.0.0/8"
            })
    void whatIsNoBlockIsRefused(String text) {
        assertTrue(Network.parse(text).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24, 203.0.113.0, true",
        "203.0.113.0/24, 203.0.113.255, true",
        "203.0.113.0/24, 203.0.114.0, false",
        "203.0.113.0/24, ::ffff:203.0.113.9, true",
        "203.0.113.128/25, 203.0.113.127, false",
        "0.0.0.0/0, 198.51.100.1, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 198.51.100.1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "203.0.113.0/24, unknown, false",
        "203.0.113.0/24, 203.0.113.1.example.org, false",
    })
    void anAddressIsInABlockOrNot(String block, String address, boolean within) {
        assertEquals(within, Network.parse(block).orElseThrow().contains(address));
    }

    @Test
    void whatAnArrayHoldsDecidesWhetherBlocksAreTheSame() {
        Network one = Network.parse("10.0.0.0/8").orElseThrow();
        assertEquals(one.hashCode(), Network.parse("10.1.2.3/8").orElseThrow().hashCode());
        assertTrue(!one.equals(Network.parse("10.0.0.0/9").orElseThrow()));
    }
}
