package tv.natomultimedia.account.registration;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.account.EmailAddress;
import tv.natomultimedia.account.account.Profile;
import tv.natomultimedia.account.secret.Ids;

/**
 * What one attempt to register has brought, password included: it becomes an account only by the
 * code of the same attempt, so that nobody can lay a password under somebody else's address.
 */
@Entity
@Table(name = "registration_attempt")
public class RegistrationAttempt {

    @Id
    @Column(name = "flow_id")
    private UUID flowId;

    private String email;

    @Column(name = "canonical_email")
    private String canonicalEmail;

    @Column(name = "password_hash")
    private String passwordHash;

    @Column(name = "display_name")
    private String displayName;

    private String organisation;
    private String country;
    private String locale;
    private boolean newsletter;

    @Column(name = "return_to")
    private String returnTo;

    /** For the persistence provider. */
    protected RegistrationAttempt() {}

    RegistrationAttempt(
            UUID flowId,
            EmailAddress address,
            String passwordHash,
            Profile profile,
            boolean newsletter,
            String returnTo) {
        this.flowId = flowId;
        this.email = address.typed();
        this.canonicalEmail = address.canonical();
        this.passwordHash = passwordHash;
        this.displayName = profile.displayName();
        this.organisation = profile.organisation();
        this.country = profile.country();
        this.locale = profile.locale();
        this.newsletter = newsletter;
        this.returnTo = returnTo;
    }

    /** The account that this attempt makes when it is confirmed. */
    Account toAccount(Instant now) {
        return Account.opened(
                Ids.next(),
                address(),
                passwordHash,
                new Profile(displayName, organisation, country, locale),
                now);
    }

    EmailAddress address() {
        return new EmailAddress(email, canonicalEmail);
    }

    String locale() {
        return locale;
    }

    boolean wantsNewsletter() {
        return newsletter;
    }

    String returnTo() {
        return returnTo;
    }
}
