package tv.natomultimedia.gateway.exchange;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.List;

/** IP addresses and the networks that hold them. Names are never looked up. */
final class Networks {

    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private final List<Network> networks;

    Networks(List<String> notations) {
        networks = notations.stream().map(Network::parse).toList();
    }

    boolean contain(String address) {
        byte[] octets = octets(address);
        return octets != null && networks.stream().anyMatch(network -> network.contains(octets));
    }

    /** The octets of an address literal, IPv4-mapped ones as IPv4, or null if it is none. */
    static byte[] octets(String address) {
        int zone = address.indexOf('%');
        byte[] octets =
                NetUtil.createByteArrayFromIpAddressString(
                        zone < 0 ? address : address.substring(0, zone));
        if (octets != null
                && octets.length == 16
                && Arrays.equals(octets, 0, MAPPED.length, MAPPED, 0, MAPPED.length)) {
            return Arrays.copyOfRange(octets, MAPPED.length, 16);
        }
        return octets;
    }

    private record Network(byte[] prefix, int bits) {

        static Network parse(String notation) {
            int slash = notation.indexOf('/');
            byte[] prefix = octets(slash < 0 ? notation : notation.substring(0, slash));
            if (prefix == null) {
                throw new IllegalArgumentException("not a network: " + notation);
            }
            int bits =
                    slash < 0 ? prefix.length * 8 : Integer.parseInt(notation.substring(slash + 1));
            if (bits < 0 || bits > prefix.length * 8) {
                throw new IllegalArgumentException("not a network: " + notation);
            }
            return new Network(prefix, bits);
        }

        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if ((address[bit >> 3] & mask) != (prefix[bit >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
