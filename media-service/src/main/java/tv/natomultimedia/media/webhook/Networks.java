package tv.natomultimedia.media.webhook;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Blocks of addresses (RFC 4632, RFC 4291).
 *
 * @param network its first address
 * @param bits how many bits all addresses of the block share
 */
record Networks(byte[] network, int bits) {

    /** What is not for the public internet, by the special-purpose registries of the IANA. */
    private static final List<Networks> SPECIAL_V4 =
            of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3");

    /** All of the public internet is in here; so neither NAT64 nor mapped addresses are. */
    private static final List<Networks> GLOBAL_V6 = of("2000::/3");

    /** Of that, protocols, tunnels that carry any IPv4 address, and documentation. */
    private static final List<Networks> SPECIAL_V6 =
            of("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /**
     * A block as written, such as {@code 10.0.0.0/8}.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Networks parse(String cidr) {
        int slash = cidr.indexOf('/');
        byte[] network =
                InetAddress.ofLiteral(slash < 0 ? cidr : cidr.substring(0, slash)).getAddress();
        int bits =
                slash < 0
                        ? network.length * Byte.SIZE
                        : Integer.parseInt(cidr.substring(slash + 1));
        if (bits < 0 || bits > network.length * Byte.SIZE) {
            throw new IllegalArgumentException("no such prefix: " + cidr);
        }
        return new Networks(network, bits);
    }

    /** Whether everybody on the internet could call this address as well. */
    static boolean isPublic(InetAddress address) {
        return address.getAddress().length == 4
                ? SPECIAL_V4.stream().noneMatch(block -> block.holds(address))
                : GLOBAL_V6.stream().anyMatch(block -> block.holds(address))
                        && SPECIAL_V6.stream().noneMatch(block -> block.holds(address));
    }

    boolean holds(InetAddress address) {
        byte[] other = address.getAddress();
        if (other.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((network[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static List<Networks> of(String... blocks) {
        return Stream.of(blocks).map(Networks::parse).toList();
    }
}
