package tv.natomultimedia.gateway.limit;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What counts as one client: an IPv4 address, or the IPv6 network of 64 bits that a customer gets.
 */
final class ClientKey {

    private static final int CUSTOMER_NETWORK_OCTETS = 8;

    private ClientKey() {}

    static String of(String address) {
        byte[] octets = NetUtil.createByteArrayFromIpAddressString(address);
        if (octets == null) {
            return "unknown";
        }
        byte[] network =
                octets.length == 16 ? Arrays.copyOf(octets, CUSTOMER_NETWORK_OCTETS) : octets;
        return HexFormat.of().formatHex(network);
    }
}
