package tv.natomultimedia.gateway.exchange;

/**
 * Who asks, as far as the network tells.
 *
 * @param address the client's IP address
 * @param scheme {@code http} or {@code https}, as the client used it
 */
public record Peer(String address, String scheme) {

    /** The address as a node of a Forwarded field (RFC 7239, section 6). */
    public String forwardedNode() {
        return address.indexOf(':') >= 0 ? "\"[" + address + "]\"" : address;
    }
}
