package tv.natomultimedia.account.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class ClientTest {

    @Test
    void neighboursShareANetwork() {
        assertEquals(Client.networkOf("192.0.2.1"), Client.networkOf("192.0.2.254"));
        assertNotEquals(Client.networkOf("192.0.2.1"), Client.networkOf("192.0.3.1"));
        assertEquals(
                Client.networkOf("2001:db8:1:100::1"), Client.networkOf("2001:db8:1:1ff:ffff::2"));
        assertNotEquals(
                Client.networkOf("2001:db8:1:100::1"), Client.networkOf("2001:db8:1:200::1"));
        assertEquals(Client.networkOf("192.0.2.1"), Client.networkOf("::ffff:192.0.2.77"));
        assertEquals("unknown", Client.networkOf("not-an-address"));
    }
}
