package tv.natomultimedia.media.catalogue;

import static java.util.Objects.requireNonNull;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/**
 * A video, image, sound or story of the catalogue, and the one place that knows how it moves from
 * one status to another ({@link ItemStatus#next}): another move is 409 {@code illegal-transition}.
 * Every change makes a new version; the database keeps what each version said, and the addresses
 * that the item once had.
 */
@Entity
@Table(name = "item")
public class Item {

    @Id private UUID id;
    private String slug;
    @Version private int version = 1;

    @Enumerated(EnumType.STRING)
    private ItemType type;

    @Enumerated(EnumType.STRING)
    private ItemStatus status;

    @Column(name = "status_changed_at")
    private Instant statusChangedAt;

    private String notice;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "published_at")
    private Instant publishedAt;

    @Column(name = "embargoed_until")
    private Instant embargoedUntil;

    @Column(name = "rights_expire_at")
    private Instant rightsExpireAt;

    @Column(name = "translation_group")
    private UUID translationGroup;

    @Embedded private ItemContent content;

    protected Item() {}

    /** A draft. */
    public Item(UUID id, String slug, ItemType type, ItemContent content, Instant now) {
        this.id = requireNonNull(id);
        this.slug = requireNonNull(slug);
        this.type = requireNonNull(type);
        this.content = requireNonNull(content);
        this.status = ItemStatus.DRAFT;
        this.statusChangedAt = requireNonNull(now);
        this.createdAt = now;
        this.updatedAt = now;
    }

    /**
     * Shows the item to everybody: 409 {@code rights-expired} when there is no right to. The first
     * publication fixes {@code publishedAt} for good.
     */
    public void publish(Instant now) {
        become(ItemStatus.PUBLISHED, null, now);
        if (hasExpired(now)) {
            throw Problems.of(ProblemType.RIGHTS_EXPIRED);
        }
        if (publishedAt == null) {
            publishedAt = now;
        }
    }

    /** Hides the item until a time, at which there has to be a right to show it. */
    public void embargo(Instant until, Instant now) {
        become(ItemStatus.EMBARGOED, null, now);
        if (hasExpired(until)) {
            throw Problems.of(ProblemType.RIGHTS_EXPIRED);
        }
        embargoedUntil = until;
    }

    /** Moves the end of the embargo under which the item is. */
    public void moveEmbargo(Instant until, Instant now) {
        if (status != ItemStatus.EMBARGOED) {
            throw illegal(ItemStatus.EMBARGOED);
        }
        embargoedUntil = requireNonNull(until);
        updatedAt = requireNonNull(now);
    }

    /** Gives up an embargo: nobody has seen the item. */
    public void returnToDraft(Instant now) {
        become(ItemStatus.DRAFT, null, now);
        embargoedUntil = null;
    }

    /** Takes the item back, with a notice for those who come looking for it. */
    public void withdraw(String reason, Instant now) {
        become(ItemStatus.WITHDRAWN, requireNonNull(reason), now);
    }

    /** Takes the item back for good and tells everybody to stop using it. */
    public void kill(String reason, Instant now) {
        become(ItemStatus.KILLED, requireNonNull(reason), now);
    }

    /** Replaces what is said about the item; of one that was killed nothing more is said. */
    public void revise(ItemContent revised, Instant now) {
        requireAlive();
        content = requireNonNull(revised);
        updatedAt = requireNonNull(now);
    }

    /** Replaces what is said about a published item and tells readers what was put right. */
    public void correct(ItemContent corrected, String note, Instant now) {
        if (!isPublished()) {
            throw illegal(ItemStatus.PUBLISHED);
        }
        revise(corrected.with(new Correction(now, note)), now);
    }

    /** Refuses what cannot be done to an item that was killed. */
    public void requireAlive() {
        if (status == ItemStatus.KILLED) {
            throw illegal(ItemStatus.KILLED);
        }
    }

    /** Gives the item another address; the old one leads there from now on. */
    public void rename(String newSlug, Instant now) {
        slug = requireNonNull(newSlug);
        updatedAt = requireNonNull(now);
    }

    /** Notes that what belongs to the item has changed, such as its files; makes a version. */
    public void touch(Instant now) {
        // Later than ever, so that there is something to save.
        updatedAt = now.isAfter(updatedAt) ? now : updatedAt.plusMillis(1);
    }

    /** Makes this a translation of every other item of the group. */
    public void joinTranslations(UUID group) {
        translationGroup = group;
    }

    /** Makes this a translation of nothing. */
    public void leaveTranslations() {
        translationGroup = null;
    }

    /** Ends the right to show the item at a time; null for never. */
    public void limitRights(Instant until) {
        rightsExpireAt = until;
    }

    /** Whether the right to show the item has ended. */
    public boolean hasExpired(Instant now) {
        return rightsExpireAt != null && !rightsExpireAt.isAfter(now);
    }

    private HttpProblem illegal(ItemStatus wanted) {
        return Problems.builder(ProblemType.ILLEGAL_TRANSITION)
                .with("itemStatus", status.wireName())
                .with("requested", wanted.wireName())
                .with("allowed", status.next().stream().map(ItemStatus::wireName).toList())
                .build();
    }

    private void become(ItemStatus next, String reason, Instant now) {
        if (!status.next().contains(next)) {
            throw illegal(next);
        }
        status = next;
        notice = reason;
        statusChangedAt = requireNonNull(now);
        updatedAt = now;
    }

    public boolean isPublished() {
        return status == ItemStatus.PUBLISHED;
    }

    public UUID id() {
        return id;
    }

    public String slug() {
        return slug;
    }

    public int version() {
        return version;
    }

    public ItemType type() {
        return type;
    }

    public ItemStatus status() {
        return status;
    }

    /** Why the item was withdrawn or killed. */
    public Optional<String> notice() {
        return Optional.ofNullable(notice);
    }

    public Instant statusChangedAt() {
        return statusChangedAt;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    /** Null until the first publication. */
    public Instant publishedAt() {
        return publishedAt;
    }

    public Instant embargoedUntil() {
        return embargoedUntil;
    }

    public Instant rightsExpireAt() {
        return rightsExpireAt;
    }

    public UUID translationGroup() {
        return translationGroup;
    }

    public ItemContent content() {
        return content;
    }
}
