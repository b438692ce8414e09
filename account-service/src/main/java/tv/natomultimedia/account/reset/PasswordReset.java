package tv.natomultimedia.account.reset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.account.EmailAddress;
import tv.natomultimedia.account.secret.Bytes;

/**
 * One password reset: first confirmed by its code, then used with the token that the code was
 * exchanged for.
 */
@Entity
@Table(name = "password_reset")
public class PasswordReset {

    @Id
    @Column(name = "flow_id")
    private UUID flowId;

    private String email;

    @Column(name = "canonical_email")
    private String canonicalEmail;

    private String locale;

    @Column(name = "return_to")
    private String returnTo;

    @Column(name = "account_id")
    private UUID accountId;

    @Column(name = "password_changed_at")
    private Instant passwordChangedAt;

    @Column(name = "token_hash")
    private byte[] tokenHash;

    @Column(name = "token_expires_at")
    private Instant tokenExpiresAt;

    @Column(name = "used_at")
    private Instant usedAt;

    /** What a token is good for. */
    enum TokenState {
        VALID,
        INVALID,
        EXPIRED,
        USED
    }

    /** For the persistence provider. */
    protected PasswordReset() {}

    PasswordReset(UUID flowId, EmailAddress address, String locale, String returnTo) {
        this.flowId = flowId;
        this.email = address.typed();
        this.canonicalEmail = address.canonical();
        this.locale = locale;
        this.returnTo = returnTo;
    }

    /** The code was right: the password of this account may be set by whoever holds the token. */
    void confirm(Account account, byte[] token, Duration lifetime, Instant now) {
        accountId = account.id();
        passwordChangedAt = account.passwordChangedAt();
        tokenHash = Bytes.sha256(token);
        tokenExpiresAt = now.plus(lifetime);
    }

    TokenState state(byte[] token, Instant now) {
        if (!Bytes.same(Bytes.sha256(token), tokenHash)) {
            return TokenState.INVALID;
        }
        if (usedAt != null) {
            return TokenState.USED;
        }
        return tokenExpiresAt.isAfter(now) ? TokenState.VALID : TokenState.EXPIRED;
    }

    /** Whether the account's password is still the one that was to be replaced. */
    boolean isStillFor(Account account) {
        return account.passwordChangedAt().equals(passwordChangedAt);
    }

    void used(Instant now) {
        usedAt = now;
    }

    EmailAddress address() {
        return new EmailAddress(email, canonicalEmail);
    }

    String locale() {
        return locale;
    }

    String returnTo() {
        return returnTo;
    }

    UUID accountId() {
        return accountId;
    }

    Instant tokenExpiresAt() {
        return tokenExpiresAt;
    }
}
