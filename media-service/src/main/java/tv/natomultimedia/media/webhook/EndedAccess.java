package tv.natomultimedia.media.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import tv.natomultimedia.media.caller.RevokedAccess;
import tv.natomultimedia.media.partner.PartnerStandings;

/** Whether an owner may no longer be told anything. */
@ApplicationScoped
class EndedAccess {

    private static final String PARTNER = "partner:";

    private final RevokedAccess revoked;
    private final PartnerStandings partners;

    EndedAccess(RevokedAccess revoked, PartnerStandings partners) {
        this.revoked = revoked;
        this.partners = partners;
    }

    /**
     * Whether the account or the client has ended since the owner last had a say, an editor has
     * lost a role since, or a partner may not read any more. While the account service is away,
     * what was known last holds.
     */
    boolean holds(String owner, Instant authorisedAt) {
        return revoked.holds(owner, authorisedAt)
                || owner.startsWith(PARTNER)
                        && partners.hasLost(owner.substring(PARTNER.length()), WebhookOwner.SCOPE);
    }
}
