package tv.natomultimedia.newsletter.optin;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import tv.natomultimedia.newsletter.list.MailingList;
import tv.natomultimedia.newsletter.list.MailingLists;

/** What is kept of the wishes behind flows, for the owner of their address. */
@ApplicationScoped
public class PersonalOptIns {

    private final OptInRequests requests;
    private final MailingLists lists;

    PersonalOptIns(OptInRequests requests, MailingLists lists) {
        this.requests = requests;
        this.lists = lists;
    }

    /**
     * What somebody wished for an address. Whether a code was ever mailed for it is not told: that
     * was decided by what was known of the address then, of which the rest of the data tells.
     *
     * @param email as it was typed
     * @param lists their slugs
     */
    public record Kept(UUID flowId, String email, List<String> lists, String locale) {

        /** Without the address: it would come into logs. */
        @Override
        public String toString() {
            return "Kept[" + flowId + "]";
        }
    }

    /** Those of these flows, in their order, in the caller's transaction. */
    public List<Kept> of(Collection<UUID> flows) {
        return flows.stream()
                .flatMap(flow -> requests.findByIdOptional(flow).stream())
                .map(
                        request ->
                                new Kept(
                                        request.flowId(),
                                        request.address().typed(),
                                        lists.withIds(request.lists()).stream()
                                                .map(MailingList::slug)
                                                .toList(),
                                        request.locale().tag()))
                .toList();
    }
}
