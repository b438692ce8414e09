package tv.natomultimedia.media.feed;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import tv.natomultimedia.media.catalogue.ItemStatus;
import tv.natomultimedia.media.catalogue.ListedMediaItem;
import tv.natomultimedia.media.catalogue.MediaRendition;

/**
 * A page of a feed, in no format yet.
 *
 * @param publisher who publishes it
 * @param home the page for people
 * @param first the first page, which is what readers subscribe to
 * @param self this page
 * @param next the page after it; null on the last
 * @param lastChange when anything last changed of what feeds can show
 */
record Feed(
        String publisher,
        URI home,
        URI first,
        URI self,
        URI next,
        Instant lastChange,
        List<Entry> entries) {

    /**
     * When what is shown last changed, so that a change elsewhere makes no other feed of this one;
     * of an empty feed long ago.
     */
    Instant updated() {
        return entries.stream()
                .map(Entry::changedAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /** The latest first. */
    sealed interface Entry {

        UUID item();

        Instant changedAt();

        /** The same for an item whatever becomes of it, in every format and under every origin. */
        default String guid() {
            return "urn:uuid:" + item();
        }
    }

    /**
     * An item to be seen.
     *
     * @param files those that need no account
     */
    record Publication(ListedMediaItem content, List<MediaRendition> files) implements Entry {

        @Override
        public UUID item() {
            return content.id();
        }

        @Override
        public Instant changedAt() {
            return content.updatedAt();
        }

        /** What it is about in a sentence or two; never null. */
        String text() {
            if (content.summary() != null) {
                return content.summary();
            }
            return content.headline() != null ? content.headline() : content.title();
        }
    }

    /**
     * An item that was taken back. Of the item nothing is said any more, its title included: that
     * may be what must not be spread.
     *
     * @param address says the same as a problem document
     * @param language of the notice, BCP 47
     * @param publishedAt when the item was published
     * @param at when it was taken back
     */
    record Recall(
            UUID item,
            URI address,
            ItemStatus status,
            String language,
            String notice,
            Instant publishedAt,
            Instant at)
            implements Entry {

        @Override
        public Instant changedAt() {
            return at;
        }

        String title() {
            boolean french = "fr".equals(Locale.forLanguageTag(language).getLanguage());
            boolean killed = status == ItemStatus.KILLED;
            if (french) {
                return killed
                        ? "Annulation\u00a0: cet élément ne doit plus être utilisé"
                        : "Retrait\u00a0: cet élément n’est plus proposé";
            }
            return killed
                    ? "Kill notice: this item must no longer be used"
                    : "Withdrawal notice: this item is no longer offered";
        }
    }
}
