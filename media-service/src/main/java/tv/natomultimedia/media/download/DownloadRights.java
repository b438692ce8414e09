package tv.natomultimedia.media.download;

import jakarta.enterprise.context.RequestScoped;
import java.util.Objects;
import java.util.Optional;
import tv.natomultimedia.media.caller.Caller;
import tv.natomultimedia.media.caller.CurrentCaller;
import tv.natomultimedia.media.download.quota.DailyLimits;
import tv.natomultimedia.media.download.quota.QuotaSettings;
import tv.natomultimedia.media.partner.PartnerStanding;
import tv.natomultimedia.media.partner.PartnerStandings;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/** What the caller may do with downloads, and under what name. */
@RequestScoped
class DownloadRights {

    private static final String SCOPE = "media.download";
    private static final String ADMIN = "admin";

    private final CurrentCaller caller;
    private final PartnerStandings partners;
    private final QuotaSettings settings;

    DownloadRights(CurrentCaller caller, PartnerStandings partners, QuotaSettings settings) {
        this.caller = caller;
        this.partners = partners;
        this.settings = settings;
    }

    /** Who may see their downloads. */
    Downloader reader() {
        return downloader(caller.require(SCOPE));
    }

    /** Who may have links: a partner, or a person who has confirmed the address. */
    Downloader downloader() {
        Caller allowed = caller.require(SCOPE);
        if (allowed instanceof Caller.Person person && !person.emailVerified()) {
            throw Problems.of(ProblemType.EMAIL_NOT_VERIFIED);
        }
        return downloader(allowed);
    }

    /** Whose line of the report may be seen: a partner's own client; of every client, empty. */
    Optional<String> reportedClient() {
        return switch (caller.require(SCOPE)) {
            case Caller.Partner partner -> Optional.of(partner.clientId());
            case Caller.Person person when person.groups().contains(ADMIN) -> Optional.empty();
            default -> throw Problems.of(ProblemType.INSUFFICIENT_ROLE);
        };
    }

    private Downloader downloader(Caller allowed) {
        return new Downloader(
                allowed.principal(),
                allowed instanceof Caller.Partner partner
                        ? agreed(partners.of(partner.clientId()).quotas())
                        : new DailyLimits(
                                settings.person().downloadsPerDay(),
                                settings.person().bytesPerDay().asLongValue()));
    }

    private DailyLimits agreed(PartnerStanding.Quotas quotas) {
        return new DailyLimits(
                Objects.requireNonNullElse(
                        quotas.downloadsPerDay(), settings.partner().downloadsPerDay()),
                Objects.requireNonNullElse(
                        quotas.bytesPerDay(), settings.partner().bytesPerDay().asLongValue()));
    }
}
