package tv.natomultimedia.media.partner;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;

/**
 * What was agreed with a partner.
 *
 * @param name the organisation
 * @param status {@code active} or {@code suspended}
 * @param scopes what its tokens are for; null where the account service does not say
 * @param allowedNetworks CIDR blocks from which the client may call; none means any
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PartnerStanding(
        String clientId,
        String name,
        String status,
        List<String> scopes,
        List<String> allowedNetworks,
        Quotas quotas) {

    private static final String ACTIVE = "active";

    /** Members that nothing was agreed on are null. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Quotas(Long downloadsPerDay, Long bytesPerDay, Integer requestsPerMinute) {

        private static final Quotas NONE = new Quotas(null, null, null);
    }

    /** Missing lists and quotas are those of nobody in particular. */
    public PartnerStanding {
        scopes = scopes == null ? null : List.copyOf(scopes);
        allowedNetworks = allowedNetworks == null ? List.of() : List.copyOf(allowedNetworks);
        quotas = Objects.requireNonNullElse(quotas, Quotas.NONE);
    }

    boolean isActive() {
        return ACTIVE.equals(status);
    }

    /** Whether the partner may do something for which a token needs this scope. */
    boolean may(String scope) {
        return isActive() && (scopes == null || scopes.contains(scope));
    }

    /** Whether the client may call from an address; null is an address that nobody knows. */
    boolean allows(InetAddress address) {
        return allowedNetworks.isEmpty()
                || address != null
                        && allowedNetworks.stream().anyMatch(block -> holds(block, address));
    }

    /** A block that cannot be read holds nothing: what was agreed is not widened by an error. */
    private static boolean holds(String block, InetAddress address) {
        try {
            int slash = block.indexOf('/');
            byte[] network =
                    InetAddress.ofLiteral(slash < 0 ? block : block.substring(0, slash))
                            .getAddress();
            byte[] host = address.getAddress();
            int bits =
                    slash < 0
                            ? network.length * Byte.SIZE
                            : Integer.parseInt(block.substring(slash + 1));
            return network.length == host.length
                    && bits >= 0
                    && bits <= network.length * Byte.SIZE
                    && hasSamePrefix(network, host, bits);
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    private static boolean hasSamePrefix(byte[] network, byte[] host, int bits) {
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((network[bit / Byte.SIZE] ^ host[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
