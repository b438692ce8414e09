package tv.natomultimedia.media.editing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import tv.natomultimedia.media.catalogue.DeletedItem;
import tv.natomultimedia.media.catalogue.Item;
import tv.natomultimedia.media.catalogue.ItemStatus;
import tv.natomultimedia.media.catalogue.Items;
import tv.natomultimedia.media.catalogue.MediaItem;
import tv.natomultimedia.media.catalogue.MediaItems;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;
import tv.natomultimedia.media.representation.IfMatch;

/**
 * What editors do to items. Each act locks the item, makes sure that the editor has seen it as it
 * is, and is noted with its author; what it means for readers follows from what it makes of the
 * item.
 */
@ApplicationScoped
class Editing {

    private static final String NOTE = "note";

    private final Items items;
    private final MediaItems views;
    private final Revisions revisions;
    private final DraftReader reader;
    private final Authors authors;
    private final IfMatch ifMatch;
    private final Event<DeletedItem> deleted;
    private final Clock clock;

    Editing(
            Items items,
            MediaItems views,
            Revisions revisions,
            DraftReader reader,
            Authors authors,
            IfMatch ifMatch,
            Event<DeletedItem> deleted,
            Clock clock) {
        this.items = items;
        this.views = views;
        this.revisions = revisions;
        this.reader = reader;
        this.authors = authors;
        this.ifMatch = ifMatch;
        this.deleted = deleted;
        this.clock = clock;
    }

    /** What is done to an item. */
    @FunctionalInterface
    private interface Act {
        void on(Item item, Instant now) throws JsonProcessingException;
    }

    /** A new draft. */
    @Transactional
    MediaItem create(UUID editor, JsonNode body) throws JsonProcessingException {
        Draft draft = reader.read(DraftReader.object(body), Draft.class);
        authors.note(editor);
        return views.whole(revisions.begin(draft, clock.instant()));
    }

    /**
     * Changes what is said of an item by a merge patch; nothing is a version where nothing changes.
     */
    @Transactional
    MediaItem patch(UUID id, UUID editor, HttpHeaders request, JsonNode patch)
            throws JsonProcessingException {
        return act(
                id,
                editor,
                request,
                (item, now) -> {
                    item.requireAlive();
                    revisions.apply(
                            item,
                            DraftReader.object(patch),
                            now,
                            content -> {
                                if (!content.equals(item.content())) {
                                    item.revise(content, now);
                                }
                            });
                });
    }

    /** Puts a published item right, and says so. */
    @Transactional
    MediaItem correct(UUID id, UUID editor, HttpHeaders request, JsonNode body)
            throws JsonProcessingException {
        return act(
                id,
                editor,
                request,
                (item, now) -> {
                    ObjectNode patch = DraftReader.object(body).deepCopy();
                    ObjectNode note = patch.objectNode();
                    if (patch.has(NOTE)) {
                        note.set(NOTE, patch.remove(NOTE));
                    }
                    String said = reader.read(note, CorrectionNote.class).note().strip();
                    revisions.apply(item, patch, now, content -> item.correct(content, said, now));
                });
    }

    /** Shows an item, at once or when its embargo ends. */
    @Transactional
    MediaItem publish(UUID id, UUID editor, HttpHeaders request, JsonNode body)
            throws JsonProcessingException {
        return act(
                id,
                editor,
                request,
                (item, now) -> {
                    Publication publication =
                            body == null
                                    ? Publication.AT_ONCE
                                    : reader.read(DraftReader.object(body), Publication.class);
                    if (publication.embargoedUntil() == null) {
                        item.publish(now);
                    } else {
                        Faults faults = new Faults();
                        Instant until =
                                revisions.release(publication.embargoedUntil(), now, faults);
                        faults.check();
                        item.embargo(until, now);
                    }
                });
    }

    /** Takes an item back. */
    @Transactional
    MediaItem withdraw(UUID id, UUID editor, HttpHeaders request, JsonNode body)
            throws JsonProcessingException {
        return act(id, editor, request, (item, now) -> item.withdraw(reason(body), now));
    }

    /** Takes an item back for good. */
    @Transactional
    MediaItem kill(UUID id, UUID editor, HttpHeaders request, JsonNode body)
            throws JsonProcessingException {
        return act(id, editor, request, (item, now) -> item.kill(reason(body), now));
    }

    /**
     * Removes a draft that nobody but editors has ever seen: 409 {@code already-published} else.
     */
    @Transactional
    void delete(UUID id, HttpHeaders request) {
        Item item = found(id);
        ifMatch.require(request, views.whole(item));
        if (item.status() != ItemStatus.DRAFT || item.publishedAt() != null) {
            throw Problems.of(ProblemType.ALREADY_PUBLISHED);
        }
        deleted.fire(new DeletedItem(id));
        items.delete(item);
    }

    private MediaItem act(UUID id, UUID editor, HttpHeaders request, Act act)
            throws JsonProcessingException {
        Item item = found(id);
        ifMatch.require(request, views.whole(item));
        authors.note(editor);
        act.on(item, clock.instant());
        items.flush();
        return views.whole(item);
    }

    private Item found(UUID id) {
        return items.findForUpdate(id).orElseThrow(() -> Problems.of(ProblemType.NOT_FOUND));
    }

    private String reason(JsonNode body) throws JsonProcessingException {
        return reader.read(DraftReader.object(body), Reason.class).reason().strip();
    }
}
