package tv.natomultimedia.newsletter.subscription;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import tv.natomultimedia.newsletter.address.EmailAddress;
import tv.natomultimedia.newsletter.link.MailLinks.PreferencesKey;
import tv.natomultimedia.newsletter.link.MailLinks.UnsubscribeKey;
import tv.natomultimedia.newsletter.mail.SpokenLocale;

/** One mailbox and what it gets; subscribed as long as there is at least one list. */
@Entity
@Table(name = "subscriber")
public class Subscriber {

    @Id private UUID id;

    private String email;

    @Column(name = "canonical_email")
    private String canonicalEmail;

    @Column(name = "account_id")
    private UUID accountId;

    private String locale;

    @Column(name = "link_generation")
    private int linkGeneration;

    @Column(name = "subscribed_at")
    private Instant subscribedAt;

    @Column(name = "lists_changed_at")
    private Instant listsChangedAt;

    @Column(name = "created_at")
    private Instant createdAt;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "subscriber_list", joinColumns = @JoinColumn(name = "subscriber_id"))
    @Column(name = "list_id")
    private Set<UUID> lists = new HashSet<>();

    /** For the persistence provider. */
    protected Subscriber() {}

    Subscriber(UUID id, EmailAddress address, SpokenLocale locale, Instant now) {
        this.id = id;
        this.email = address.typed();
        this.canonicalEmail = address.canonical();
        this.locale = locale.tag();
        this.createdAt = now;
    }

    /** Gets exactly these lists from now on; none ends the subscription. */
    void choose(Set<UUID> chosen, Instant now) {
        if (lists.isEmpty() && !chosen.isEmpty()) {
            subscribedAt = now;
        }
        if (chosen.isEmpty()) {
            subscribedAt = null;
        }
        lists.retainAll(chosen);
        lists.addAll(chosen);
        listsChangedAt = now;
    }

    /** Reads mails in this language from now on. */
    void speak(SpokenLocale spoken) {
        locale = spoken.tag();
    }

    /** Belongs to an account from now on. */
    public void belongTo(UUID account) {
        accountId = account;
    }

    /**
     * Is read elsewhere from now on; links in mails to the former address no longer open anything.
     */
    void moveTo(EmailAddress address) {
        if (!canonicalEmail.equals(address.canonical())) {
            linkGeneration++;
        }
        email = address.typed();
        canonicalEmail = address.canonical();
    }

    /** Where mails go. */
    public EmailAddress address() {
        return EmailAddress.parse(email).orElseThrow();
    }

    /** The language of mails. */
    public SpokenLocale locale() {
        return SpokenLocale.orEnglish(locale);
    }

    public UUID id() {
        return id;
    }

    /** Whether it is known which account has this address, and it is another one. */
    public boolean belongsToAnother(UUID account) {
        return accountId != null && !accountId.equals(account);
    }

    /** Whether there is anything to deliver. */
    public boolean isSubscribed() {
        return !lists.isEmpty();
    }

    /** Whether somebody chose lists after a time. */
    public boolean hasChosenSince(Instant time) {
        return listsChangedAt != null && !listsChangedAt.isBefore(time);
    }

    /** When the mailbox first came up here. */
    public Instant createdAt() {
        return createdAt;
    }

    Set<UUID> lists() {
        return Set.copyOf(lists);
    }

    Instant subscribedAt() {
        return subscribedAt;
    }

    /** What the preference links in mails hold now. */
    public PreferencesKey preferencesKey() {
        return new PreferencesKey(id, linkGeneration);
    }

    /** What the one-click links hold in mails that concern the subscription as a whole. */
    public UnsubscribeKey unsubscribeKey() {
        return new UnsubscribeKey(id, java.util.Optional.empty());
    }
}
