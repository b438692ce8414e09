package tv.natomultimedia.newsletter.optin;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import tv.natomultimedia.newsletter.address.EmailAddress;
import tv.natomultimedia.newsletter.mail.SpokenLocale;

/** What a flow brings about when its code is confirmed. */
@Entity
@Table(name = "opt_in")
class OptInRequest {

    @Id
    @Column(name = "flow_id")
    private UUID flowId;

    private String email;

    private List<UUID> lists;

    private String locale;

    /** For the persistence provider. */
    protected OptInRequest() {}

    OptInRequest(UUID flowId, EmailAddress address, List<UUID> lists, SpokenLocale locale) {
        this.flowId = flowId;
        this.email = address.typed();
        this.lists = List.copyOf(lists);
        this.locale = locale.tag();
    }

    UUID flowId() {
        return flowId;
    }

    EmailAddress address() {
        return EmailAddress.parse(email).orElseThrow();
    }

    List<UUID> lists() {
        return List.copyOf(lists);
    }

    SpokenLocale locale() {
        return SpokenLocale.orEnglish(locale);
    }
}
