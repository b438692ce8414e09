package tv.natomultimedia.account.partner;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tv.natomultimedia.account.listing.Cursors;
import tv.natomultimedia.account.listing.ListParameters;
import tv.natomultimedia.account.listing.Total;

/** The partners by the page. */
@ApplicationScoped
class PartnerList {

    private static final String LIST = "/v1/partners";

    private final Partners partners;
    private final Cursors cursors;

    PartnerList(Partners partners, Cursors cursors) {
        this.partners = partners;
        this.cursors = cursors;
    }

    @Transactional
    PartnerView.Page page(MultivaluedMap<String, String> query) {
        ListParameters parameters = new ListParameters(query, Set.of("limit", "cursor"));
        int limit = parameters.limit();
        String cursor = parameters.cursor().orElse(null);
        parameters.check();
        UUID after = cursor == null ? null : UUID.fromString(cursors.open(LIST, cursor).getFirst());
        List<Partner> found = partners.after(after, limit + 1);
        List<Partner> page = found.size() > limit ? found.subList(0, limit) : found;
        String next =
                found.size() > limit
                        ? cursors.seal(LIST, List.of(page.getLast().id().toString()))
                        : null;
        return new PartnerView.Page(
                page.stream().map(PartnerView::from).toList(),
                next,
                Total.of(partners.countUpTo(Total.LIMIT)));
    }
}
