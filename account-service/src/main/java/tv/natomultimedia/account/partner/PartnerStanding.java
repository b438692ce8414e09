package tv.natomultimedia.account.partner;

import java.util.List;
import java.util.UUID;

/**
 * What the other services must know of a partner that calls them.
 *
 * @param status {@code active} or {@code suspended}
 * @param scopes what its next token may be used for; one that it has may say more for minutes
 * @param allowedNetworks where it may be, in CIDR notation; empty means anywhere
 */
record PartnerStanding(
        String clientId,
        UUID id,
        String name,
        String status,
        List<String> scopes,
        List<String> allowedNetworks,
        Quotas quotas) {

    static PartnerStanding of(Partner partner) {
        PartnerDocument document = PartnerDocument.from(partner);
        return new PartnerStanding(
                partner.clientId(),
                partner.id(),
                document.name(),
                document.status(),
                document.scopes(),
                document.allowedNetworks(),
                document.quotas());
    }
}
