package tv.natomultimedia.newsletter.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** How far the news of an account has come; outlives the account, without naming it. */
@Entity
@Table(name = "account_standing")
class AccountStanding {

    @Id
    @Column(name = "account_key")
    private byte[] accountKey;

    @Column(name = "address_at")
    private Instant addressAt;

    @Column(name = "locale_at")
    private Instant localeAt;

    @Column(name = "standing_at")
    private Instant standingAt;

    @Column(name = "deleted_at")
    private Instant deletedAt;

    /** For the persistence provider. */
    protected AccountStanding() {}

    AccountStanding(byte[] accountKey) {
        this.accountKey = accountKey;
    }

    /** Takes note of an address; false when a later one is known. */
    boolean noteAddress(Instant at) {
        boolean news = addressAt == null || at.isAfter(addressAt);
        addressAt = news ? at : addressAt;
        return news;
    }

    /** Takes note of a language; false when a later one is known. */
    boolean noteLocale(Instant at) {
        boolean news = localeAt == null || at.isAfter(localeAt);
        localeAt = news ? at : localeAt;
        return news;
    }

    /** Takes note of a suspension or its end; false when a later one is known. */
    boolean noteStanding(Instant at) {
        boolean news = standingAt == null || at.isAfter(standingAt);
        standingAt = news ? at : standingAt;
        return news;
    }

    void noteDeletion(Instant at) {
        deletedAt = at;
    }

    boolean isDeleted() {
        return deletedAt != null;
    }
}
