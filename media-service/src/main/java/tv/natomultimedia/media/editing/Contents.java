package tv.natomultimedia.media.editing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tv.natomultimedia.media.catalogue.Correction;
import tv.natomultimedia.media.catalogue.Item;
import tv.natomultimedia.media.catalogue.ItemContent;
import tv.natomultimedia.media.catalogue.Neighbours;
import tv.natomultimedia.media.catalogue.Person;
import tv.natomultimedia.media.catalogue.Shot;
import tv.natomultimedia.media.catalogue.StoryText;

/**
 * Drafts as the content of items and back: names become ids, texts are trimmed, HTML is sanitised.
 */
@ApplicationScoped
class Contents {

    private static final Instant EARLIEST = Instant.parse("1800-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Reading HTML takes time by the square of what is open at a time. */
    private static final int MOST_TAGS = 10_000;

    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final EntityManager database;
    private final Neighbours neighbours;
    private final Clock clock;

    Contents(EntityManager database, Neighbours neighbours, Clock clock) {
        this.database = database;
        this.neighbours = neighbours;
        this.clock = clock;
    }

    /** What an item says now, as an editor would write it. */
    Draft of(Item item) {
        ItemContent content = item.content();
        return new Draft(
                item.type(),
                item.slug(),
                content.language(),
                content.title(),
                content.headline(),
                content.summary(),
                content.description(),
                content.bodyHtml() == null ? null : new Draft.Body(content.bodyHtml()),
                content.storyline(),
                content.shotlist().stream().map(Contents::draft).toList(),
                text(content.locationId()),
                content.filmedAt(),
                content.soundLanguages(),
                content.topicIds().stream().map(UUID::toString).toList(),
                content.collectionIds().stream().map(UUID::toString).toList(),
                content.persons().stream()
                        .map(person -> new Draft.Somebody(person.name(), person.role()))
                        .toList(),
                content.keywords(),
                content.credit(),
                content.usageTermsVersion(),
                content.restrictions(),
                content.contact(),
                content.durationSeconds(),
                item.rightsExpireAt(),
                item.embargoedUntil(),
                null,
                neighbours.relations(item.id()).stream()
                        .map(relation -> new Draft.Related(relation.id(), relation.relation()))
                        .toList());
    }

    /** The content of a draft; what is wrong with it is noted as faults. */
    ItemContent content(Draft draft, List<Correction> corrections, Faults faults) {
        StoryText body = body(draft, faults);
        return new ItemContent(
                draft.language(),
                draft.title().strip(),
                trimmed(draft.headline()),
                trimmed(draft.summary()),
                trimmed(draft.description()),
                body == null ? null : body.html(),
                body == null ? null : body.text(),
                trimmed(draft.storyline()),
                shotlist(draft.shotlist(), faults),
                draft.location() == null
                        ? null
                        : id("location", draft.location(), "/location", faults),
                time(draft.filmedAt(), "/filmedAt", faults),
                draft.soundLanguages().stream().distinct().toList(),
                ids("topic", draft.topics(), "/topics", faults),
                ids("collection", draft.collections(), "/collections", faults),
                draft.persons().stream()
                        .map(person -> new Person(person.name().strip(), trimmed(person.role())))
                        .toList(),
                draft.keywords().stream().map(String::strip).distinct().toList(),
                trimmed(draft.credit()),
                terms(draft.usageTermsVersion(), faults),
                trimmed(draft.restrictions()),
                trimmed(draft.contact()),
                draft.durationSeconds(),
                corrections);
    }

    /** A time as the database keeps it: neither finer nor further away than that. */
    Instant time(Instant given, String field, Faults faults) {
        if (given == null) {
            return null;
        }
        if (given.isBefore(EARLIEST) || given.isAfter(LATEST)) {
            faults.add(field, "out-of-range");
            return null;
        }
        return given.truncatedTo(ChronoUnit.MILLIS);
    }

    private static StoryText body(Draft draft, Faults faults) {
        if (draft.body() == null) {
            return null;
        }
        if (draft.body().html().chars().filter(c -> c == '<').count() > MOST_TAGS) {
            faults.add("/body/html", "too-complex");
            return null;
        }
        StoryText body = StoryText.of(draft.body().html());
        return body.text().isEmpty() ? null : body;
    }

    private static List<Shot> shotlist(List<Draft.DraftShot> drafts, Faults faults) {
        return IntStream.range(0, drafts.size())
                .mapToObj(index -> shot(drafts.get(index), index + 1, faults))
                .toList();
    }

    private static Shot shot(Draft.DraftShot draft, int number, Faults faults) {
        String field = "/shotlist/" + (number - 1);
        if (draft.number() != null && draft.number() != number) {
            faults.add(field + "/number", "out-of-order");
        }
        if (draft.out().replace(';', ':').compareTo(draft.in().replace(';', ':')) < 0) {
            faults.add(field + "/out", "reversed");
        }
        return new Shot(
                number,
                draft.in(),
                draft.out(),
                trimmed(draft.kind()),
                trimmed(draft.location()),
                draft.description().strip(),
                trimmed(draft.speaker()),
                draft.language(),
                trimmed(draft.verbatim()));
    }

    private static Draft.DraftShot draft(Shot shot) {
        // Without its number, so that one can be taken out by a patch of the list.
        return new Draft.DraftShot(
                null,
                shot.in(),
                shot.out(),
                shot.kind(),
                shot.location(),
                shot.description(),
                shot.speaker(),
                shot.language(),
                shot.verbatim());
    }

    private List<UUID> ids(String taxonomy, List<String> names, String field, Faults faults) {
        List<UUID> ids = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        for (int index = 0; index < names.size(); index++) {
            UUID id = id(taxonomy, names.get(index), field + "/" + index, faults);
            if (id != null && seen.add(id)) {
                ids.add(id);
            } else if (id != null) {
                faults.add(field + "/" + index, "not-twice");
            }
        }
        return ids;
    }

    private UUID id(String taxonomy, String name, String field, Faults faults) {
        boolean isId = ID.matcher(name).matches();
        Optional<UUID> found =
                database.createNativeQuery(
                                "SELECT id FROM %s WHERE %s = :name"
                                        .formatted(taxonomy, isId ? "id" : "slug"),
                                UUID.class)
                        .setParameter("name", isId ? UUID.fromString(name) : name)
                        .getResultStream()
                        .map(UUID.class::cast)
                        .findFirst();
        if (found.isEmpty()) {
            faults.add(field, "unknown");
        }
        return found.orElse(null);
    }

    /** Those in force when nobody says. */
    private int terms(Integer version, Faults faults) {
        if (version == null) {
            return ((Number)
                            database.createNativeQuery(
                                            "SELECT max(version) FROM usage_terms WHERE"
                                                    + " effective_at <= :now")
                                    .setParameter("now", clock.instant())
                                    .getSingleResult())
                    .intValue();
        }
        boolean known =
                (Boolean)
                        database.createNativeQuery(
                                        "SELECT EXISTS (SELECT FROM usage_terms WHERE version ="
                                                + " :version)")
                                .setParameter("version", version)
                                .getSingleResult();
        if (!known) {
            faults.add("/usageTermsVersion", "unknown");
        }
        return version;
    }

    private static String text(UUID id) {
        return id == null ? null : id.toString();
    }

    private static String trimmed(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
