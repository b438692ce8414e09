package tv.natomultimedia.media.editing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import tv.natomultimedia.media.catalogue.Item;
import tv.natomultimedia.media.catalogue.ItemContent;
import tv.natomultimedia.media.catalogue.ItemStatus;
import tv.natomultimedia.media.catalogue.Items;
import tv.natomultimedia.media.catalogue.Neighbours;

/**
 * Makes items say what drafts do. Everything is looked at before anything is changed, and relations
 * are written last: they are not part of the item, and writing them saves what was changed of it.
 */
@ApplicationScoped
class Revisions {

    private static final String TRANSLATION = "translationOf";
    private static final String EMBARGO = "embargoedUntil";

    private final Items items;
    private final Neighbours neighbours;
    private final DraftReader reader;
    private final Contents contents;
    private final Slugs slugs;

    Revisions(
            Items items,
            Neighbours neighbours,
            DraftReader reader,
            Contents contents,
            Slugs slugs) {
        this.items = items;
        this.neighbours = neighbours;
        this.reader = reader;
        this.contents = contents;
        this.slugs = slugs;
    }

    /** An item that says what a draft does. */
    Item begin(Draft draft, Instant now) {
        UUID id = Generators.timeBasedEpochGenerator().generate();
        Faults faults = new Faults();
        ItemContent content = contents.content(draft, List.of(), faults);
        if (draft.embargoedUntil() != null) {
            faults.add("/" + EMBARGO, "read-only");
        }
        Instant expiry = contents.time(draft.rightsExpireAt(), "/rightsExpireAt", faults);
        requireRelations(draft.related(), id, faults);
        String slug = draft.slug();
        if (slug == null) {
            slug = slugs.make(content.title(), id);
        } else {
            slugs.claim(slug, id, faults);
        }
        Item original = original(draft.translationOf(), id, faults);
        faults.check();
        Item item = new Item(id, slug, draft.type(), content, now);
        item.limitRights(expiry);
        translate(item, original);
        items.persistAndFlush(item);
        relate(item, draft.related());
        return item;
    }

    /**
     * Patches what an item says.
     *
     * @param say what is done with the patched content, once the rest has been changed
     */
    void apply(Item item, ObjectNode patch, Instant now, Consumer<ItemContent> say)
            throws JsonProcessingException {
        Draft present = contents.of(item);
        Draft wanted = reader.patched(present, patch, Draft.class);
        Faults faults = new Faults();
        ItemContent content = contents.content(wanted, item.content().corrections(), faults);
        if (wanted.type() != item.type()) {
            faults.add("/type", "read-only");
        }
        Instant expiry = contents.time(wanted.rightsExpireAt(), "/rightsExpireAt", faults);
        Instant embargo = embargo(wanted, item, now, faults);
        if (item.status() == ItemStatus.EMBARGOED
                && expiry != null
                && embargo != null
                && !expiry.isAfter(embargo)) {
            faults.add("/rightsExpireAt", "reversed");
        }
        requireRelations(wanted.related(), item.id(), faults);
        String slug = wanted.slug() == null ? item.slug() : wanted.slug();
        if (!slug.equals(item.slug())) {
            slugs.claim(slug, item.id(), faults);
        }
        Item original = original(wanted.translationOf(), item.id(), faults);
        faults.check();

        if (!slug.equals(item.slug())) {
            item.rename(slug, now);
        }
        if (!Objects.equals(expiry, item.rightsExpireAt())) {
            item.limitRights(expiry);
            item.touch(now);
        }
        if (!Objects.equals(embargo, item.embargoedUntil())) {
            delay(item, embargo, now);
        }
        if (patch.has(TRANSLATION)) {
            translate(item, original);
            item.touch(now);
        }
        boolean related = !wanted.related().equals(present.related());
        if (related) {
            item.touch(now);
        }
        say.accept(content);
        if (related) {
            neighbours.unrelate(item.id());
            relate(item, wanted.related());
        }
    }

    private static void delay(Item item, Instant embargo, Instant now) {
        if (embargo == null) {
            item.returnToDraft(now);
        } else {
            item.moveEmbargo(embargo, now);
        }
    }

    private Instant embargo(Draft wanted, Item item, Instant now, Faults faults) {
        if (Objects.equals(wanted.embargoedUntil(), item.embargoedUntil())) {
            return item.embargoedUntil();
        }
        if (item.status() != ItemStatus.EMBARGOED) {
            faults.add("/" + EMBARGO, "read-only");
            return item.embargoedUntil();
        }
        return release(wanted.embargoedUntil(), now, faults);
    }

    /** A time at which an embargo may end; null for none. */
    Instant release(Instant given, Instant now, Faults faults) {
        Instant until = contents.time(given, "/" + EMBARGO, faults);
        if (until != null && !until.isAfter(now)) {
            faults.add("/" + EMBARGO, "in-the-past");
        }
        return until;
    }

    private Item original(UUID id, UUID translation, Faults faults) {
        if (id == null) {
            return null;
        }
        if (id.equals(translation)) {
            faults.add("/" + TRANSLATION, "itself");
            return null;
        }
        Item original = items.findForUpdate(id).orElse(null);
        if (original == null) {
            faults.add("/" + TRANSLATION, "unknown");
        }
        return original;
    }

    private static void translate(Item item, Item original) {
        if (original == null) {
            item.leaveTranslations();
            return;
        }
        if (original.translationGroup() == null) {
            original.joinTranslations(Generators.timeBasedEpochGenerator().generate());
        }
        item.joinTranslations(original.translationGroup());
    }

    private void requireRelations(List<Draft.Related> related, UUID item, Faults faults) {
        for (int index = 0; index < related.size(); index++) {
            Draft.Related relation = related.get(index);
            String field = "/related/" + index;
            if (related.indexOf(relation) < index) {
                faults.add(field, "not-twice");
            } else if (relation.id().equals(item)) {
                faults.add(field + "/id", "itself");
            } else if (items.count("id", relation.id()) == 0) {
                faults.add(field + "/id", "unknown");
            }
        }
    }

    private void relate(Item item, List<Draft.Related> related) {
        for (int index = 0; index < related.size(); index++) {
            Draft.Related relation = related.get(index);
            neighbours.relate(item.id(), relation.id(), relation.relation(), index);
        }
    }
}
