package tv.natomultimedia.media.search;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Completes what somebody begins to type, without regard to accents; where that finds little, with
 * what resembles it.
 */
@ApplicationScoped
class Suggestions {

    private static final int MOST = 10;

    /** Below this length every word resembles every other. */
    private static final int SHORTEST_RESEMBLANCE = 4;

    /**
     * Where each kind is found; {@code %s} is the condition on the folded name, which the trigram
     * indexes item_by_title and person_by_key answer; topics and locations are few. Persons count
     * only where a published item shows them (item_by_person).
     */
    private enum Source {
        TOPIC(
                "SELECT DISTINCT n.name, t.slug, folded(n.name) FROM topic t"
                        + " CROSS JOIN LATERAL (VALUES (t.names ->> 'en'), (t.names ->> 'fr')) n(name)"
                        + " WHERE %s ORDER BY 1, 2",
                "folded(n.name)"),
        PLACE(
                "SELECT DISTINCT n.name, l.slug, folded(n.name) FROM location l"
                        + " CROSS JOIN LATERAL (VALUES (l.names ->> 'en'), (l.names ->> 'fr')) n(name)"
                        + " WHERE %s ORDER BY 1, 2",
                "folded(n.name)"),
        PERSON(
                "SELECT p.name, NULL, p.key FROM person p WHERE %s AND EXISTS (SELECT 1 FROM item i"
                        + " WHERE i.status = 'PUBLISHED' AND i.person_keys @> ARRAY[p.key])",
                "p.key"),
        TITLE(
                "SELECT i.title, i.slug, folded(i.title) FROM item i"
                        + " WHERE i.status = 'PUBLISHED' AND %s ORDER BY i.published_at DESC, i.id DESC",
                "folded(i.title)");

        private final String query;
        private final String key;

        Source(String query, String key) {
            this.query = query;
            this.key = key;
        }
    }

    private record Candidate(Suggestion suggestion, String key) {

        /** The text begins with it, a word of the text does, it is somewhere inside, or alike. */
        int distance(String asked) {
            if (key.startsWith(asked)) {
                return 0;
            }
            if (key.contains(" " + asked)) {
                return 1;
            }
            return key.contains(asked) ? 2 : 3;
        }
    }

    private final AgroalDataSource database;

    Suggestions(AgroalDataSource database) {
        this.database = database;
    }

    @Transactional
    List<Suggestion> forBeginning(String typed) {
        String asked =
                new Statement("SELECT folded(?)", typed)
                        .list(database, row -> row.getString(1))
                        .getFirst();
        String pattern = "%" + asked.replaceAll("([\\\\%_])", "\\\\$1") + "%";
        List<Candidate> found = candidates("%s LIKE ?", pattern);
        if (found.size() < MOST && asked.length() >= SHORTEST_RESEMBLANCE) {
            found = Stream.concat(found.stream(), candidates("%s %%> ?", asked).stream()).toList();
        }
        return found.stream()
                .distinct()
                .sorted(Comparator.comparingInt((Candidate candidate) -> candidate.distance(asked)))
                .map(Candidate::suggestion)
                .limit(MOST)
                .toList();
    }

    private List<Candidate> candidates(String condition, String asked) {
        return Arrays.stream(Source.values())
                .flatMap(source -> candidates(source, condition.formatted(source.key), asked))
                .toList();
    }

    private Stream<Candidate> candidates(Source source, String condition, String asked) {
        return new Statement(source.query.formatted(condition), asked)
                        .add("LIMIT ?", MOST)
                        .list(
                                database,
                                row ->
                                        new Candidate(
                                                new Suggestion(
                                                        Suggestion.Kind.valueOf(source.name()),
                                                        row.getString(1),
                                                        row.getString(2)),
                                                row.getString(3)))
                        .stream();
    }
}
