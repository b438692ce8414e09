package tv.natomultimedia.media.download;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import tv.natomultimedia.media.caller.RevokedAccess;
import tv.natomultimedia.media.catalogue.Addresses;
import tv.natomultimedia.media.catalogue.Visibility;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/** Looks up what a link leads to, and notes what was sent of it. */
@ApplicationScoped
class Delivery {

    private final LinkTokens tokens;
    private final Downloads downloads;
    private final RevokedAccess revoked;
    private final Addresses addresses;
    private final Clock clock;

    Delivery(
            LinkTokens tokens,
            Downloads downloads,
            RevokedAccess revoked,
            Addresses addresses,
            Clock clock) {
        this.tokens = tokens;
        this.downloads = downloads;
        this.revoked = revoked;
        this.addresses = addresses;
        this.clock = clock;
    }

    /**
     * The download that a link leads to now: 403 {@code link-invalid} (also when the account or the
     * client has ended since), 410 when the item was taken back, and only then 403 {@code
     * link-expired}: no renewal would help the others. Asked once for each request, so that what
     * runs goes on when a link expires.
     */
    @Transactional
    Downloads.Entry find(String token) {
        LinkTokens.Verified link =
                tokens.open(token).orElseThrow(() -> Problems.of(ProblemType.LINK_INVALID));
        Downloads.Entry entry =
                downloads
                        .findEntry(link.downloadId())
                        .filter(found -> link.isOf(found.download()))
                        .filter(found -> !isRevoked(found.download()))
                        .orElseThrow(() -> Problems.of(ProblemType.LINK_INVALID));
        Visibility.requirePublished(Optional.of(entry.item()));
        if (!clock.instant().isBefore(link.expiresAt())) {
            throw Problems.builder(ProblemType.LINK_EXPIRED)
                    .with(
                            "renewUrl",
                            addresses.api("/v1/downloads/" + link.downloadId() + "/renewal"))
                    .build();
        }
        return entry;
    }

    private boolean isRevoked(Download download) {
        return revoked.holds(download.principal(), download.authorisedAt());
    }
}
