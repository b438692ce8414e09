package tv.natomultimedia.account.profile.email;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.account.EmailAddress;

/**
 * A wish to be reached elsewhere. It is void once the account has got another password or address
 * than it had when the wish was expressed: whoever sets a new password stops it.
 */
@Entity
@Table(name = "email_change")
public class EmailChange {

    @Id
    @Column(name = "flow_id")
    private UUID flowId;

    @Column(name = "account_id")
    private UUID accountId;

    private String email;

    @Column(name = "canonical_email")
    private String canonicalEmail;

    @Column(name = "password_changed_at")
    private Instant passwordChangedAt;

    @Column(name = "email_changed_at")
    private Instant emailChangedAt;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "done_at")
    private Instant doneAt;

    /** For the persistence provider. */
    protected EmailChange() {}

    EmailChange(UUID flowId, Account account, EmailAddress address, Instant now) {
        this.flowId = flowId;
        this.accountId = account.id();
        this.email = address.typed();
        this.canonicalEmail = address.canonical();
        this.passwordChangedAt = account.passwordChangedAt();
        this.emailChangedAt = account.emailChangedAt();
        this.startedAt = now;
    }

    /** Whether it can still be brought about, or has been. */
    boolean isGoodFor(Account account) {
        return account.id().equals(accountId)
                && (doneAt != null
                        || account.passwordChangedAt().equals(passwordChangedAt)
                                && Objects.equals(account.emailChangedAt(), emailChangedAt));
    }

    /** It has been brought about. */
    void done(Instant now) {
        doneAt = now;
    }

    EmailAddress address() {
        return new EmailAddress(email, canonicalEmail);
    }
}
