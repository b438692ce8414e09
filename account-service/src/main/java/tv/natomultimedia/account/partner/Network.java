package tv.natomultimedia.account.partner;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of addresses in CIDR notation (RFC 4632, RFC 4291).
 *
 * @param address the first address of the block: 4 or 16 bytes
 * @param length how many leading bits the addresses of the block share
 */
record Network(byte[] address, int length) {

    /** Without leading zeros, which some read as octal. */
    private static final String NUMBER = "(0|[1-9][0-9]{0,2})";

    private static final Pattern IPV4 = Pattern.compile(NUMBER + "(\\." + NUMBER + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:]{1,38}");
    private static final Pattern LENGTH = Pattern.compile(NUMBER);

    /** Reads a block; bits behind its length are dropped. Nothing for what is no block. */
    static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String length = text.substring(slash + 1);
        return bytes(text.substring(0, slash))
                .filter(address -> LENGTH.matcher(length).matches())
                .filter(address -> Integer.parseInt(length) <= address.length * Byte.SIZE)
                .map(address -> of(address, Integer.parseInt(length)));
    }

    /** Whether an address, as a literal, lies in this block. */
    boolean contains(String literal) {
        return bytes(literal)
                .filter(bytes -> bytes.length == address.length)
                .map(bytes -> Arrays.equals(masked(bytes, length), address))
                .orElse(false);
    }

    private static Network of(byte[] address, int length) {
        return new Network(masked(address, length), length);
    }

    /** Literals only: no name is looked up. An IPv4-mapped address that a socket tells is IPv4. */
    private static Optional<byte[]> bytes(String literal) {
        boolean mapped = literal.regionMatches(true, 0, "::ffff:", 0, 7);
        String plain = mapped && literal.indexOf('.') > 0 ? literal.substring(7) : literal;
        if (!IPV4.matcher(plain).matches() && !IPV6.matcher(plain).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(plain).getAddress());
        } catch (IllegalArgumentException noLiteral) {
            return Optional.empty();
        }
    }

    private static byte[] masked(byte[] address, int length) {
        byte[] masked = address.clone();
        for (int bit = length; bit < masked.length * Byte.SIZE; bit++) {
            masked[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
        }
        return masked;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network network
                && length == network.length
                && Arrays.equals(address, network.address);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(address) + length;
    }

    /** The canonical notation (RFC 5952), such as {@code 203.0.113.0/24}. */
    @Override
    public String toString() {
        try {
            return NetUtil.toAddressString(InetAddress.getByAddress(address)) + "/" + length;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
