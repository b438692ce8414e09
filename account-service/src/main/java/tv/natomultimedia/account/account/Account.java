package tv.natomultimedia.account.account;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A person with a verified address. */
@Entity
@Table(name = "account")
public class Account {

    @Id private UUID id;
    private String email;

    @Column(name = "canonical_email")
    private String canonicalEmail;

    @Column(name = "password_hash")
    private String passwordHash;

    @Column(name = "password_changed_at")
    private Instant passwordChangedAt;

    @Column(name = "email_changed_at")
    private Instant emailChangedAt;

    @Column(name = "display_name")
    private String displayName;

    private String organisation;
    private String country;
    private String locale;

    @Column(columnDefinition = "text[]")
    private String[] roles;

    @Enumerated(EnumType.STRING)
    private Status status;

    @Column(name = "tokens_not_before")
    private Instant tokensNotBefore;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** Whether the person may be here. */
    public enum Status {
        ACTIVE,
        SUSPENDED;

        /** As it stands in requests and answers. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** For the persistence provider. */
    protected Account() {}

    /** A new account, with the address and password that its owner has just proved and chosen. */
    public static Account opened(
            UUID id, EmailAddress address, String passwordHash, Profile profile, Instant now) {
        Account account = new Account();
        account.id = id;
        account.email = address.typed();
        account.canonicalEmail = address.canonical();
        account.passwordHash = passwordHash;
        account.passwordChangedAt = now;
        account.roles = new String[0];
        account.status = Status.ACTIVE;
        account.createdAt = now;
        account.describe(profile, now);
        return account;
    }

    /** Replaces what the person says of themselves. */
    public void describe(Profile profile, Instant now) {
        displayName = profile.displayName();
        organisation = profile.organisation();
        country = profile.country();
        locale = profile.locale();
        updatedAt = now;
    }

    /** A new password, which ends every promise made on the old one. */
    public void changePassword(String newHash, Instant now) {
        passwordHash = newHash;
        passwordChangedAt = now;
        updatedAt = now;
    }

    /** Another address, which its owner has just proved. */
    void changeAddress(EmailAddress address, Instant now) {
        email = address.typed();
        canonicalEmail = address.canonical();
        emailChangedAt = now;
        updatedAt = now;
    }

    /** The person may not be here any more, until they are reinstated. */
    public void suspend(Instant now) {
        status = Status.SUSPENDED;
        updatedAt = now;
    }

    /** The person may be here again. */
    public void reinstate(Instant now) {
        status = Status.ACTIVE;
        updatedAt = now;
    }

    /** Replaces the roles. */
    public void giveRoles(Collection<Role> given, Instant now) {
        roles = given.stream().sorted().distinct().map(Role::wireName).toArray(String[]::new);
        updatedAt = now;
    }

    /** All tokens that are dated before have ended. */
    public void tokensEnded(Instant notBefore) {
        tokensNotBefore = notBefore;
    }

    /** The same password, hashed anew under other parameters. */
    public void rehash(String newHash) {
        passwordHash = newHash;
    }

    /** What the person says of themselves. */
    public Profile profile() {
        return new Profile(displayName, organisation, country, locale);
    }

    /** Whether the person may log in and stay logged in. */
    public boolean isActive() {
        return status == Status.ACTIVE;
    }

    public UUID id() {
        return id;
    }

    /** The address as typed. */
    public String email() {
        return email;
    }

    /** The address as a value. */
    public EmailAddress address() {
        return new EmailAddress(email, canonicalEmail);
    }

    public String passwordHash() {
        return passwordHash;
    }

    public Instant passwordChangedAt() {
        return passwordChangedAt;
    }

    /** Null when it is the address of the registration. */
    public Instant emailChangedAt() {
        return emailChangedAt;
    }

    /** Before when no token may be dated; null when none has ever been ended. */
    public Instant tokensNotBefore() {
        return tokensNotBefore;
    }

    public String locale() {
        return locale;
    }

    public Status status() {
        return status;
    }

    /** Whether the account has a role. */
    public boolean has(Role role) {
        return roles().contains(role.wireName());
    }

    public List<String> roles() {
        return List.of(roles);
    }

    String canonicalEmail() {
        return canonicalEmail;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
