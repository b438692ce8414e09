package tv.natomultimedia.media.search;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Completes what somebody begins to type, without regard to accents: topics, places and persons
 * whose name contains it, or resembles it where little does, and titles with all its words, the
 * last of them perhaps unfinished.
 */
@ApplicationScoped
class Suggestions {

    private static final int MOST = 10;

    /** Below this length every word resembles every other. */
    private static final int SHORTEST_RESEMBLANCE = 4;

    /**
     * Where names are found; {@code %s} is the condition on the folded name. Topics and locations
     * are few, and their names are kept folded to be looked through at once; a condition that holds
     * of a name holds of its languages together, so that only what is left is looked at singly.
     * Persons are found by person_by_key and count only where a published item shows them
     * (item_by_person).
     */
    private enum Names {
        TOPIC(
                2,
                """
                SELECT DISTINCT n.name, t.slug, folded(n.name) FROM topic t
                CROSS JOIN LATERAL (VALUES (t.names ->> 'en'), (t.names ->> 'fr')) n(name)
                WHERE t.folded_names %1$s AND folded(n.name) %1$s ORDER BY 1, 2 LIMIT ?
                """),
        PLACE(
                2,
                """
                SELECT DISTINCT n.name, l.slug, folded(n.name) FROM location l
                CROSS JOIN LATERAL (VALUES (l.names ->> 'en'), (l.names ->> 'fr')) n(name)
                WHERE l.folded_names %1$s AND folded(n.name) %1$s ORDER BY 1, 2 LIMIT ?
                """),
        PERSON(
                1,
                """
                SELECT p.name, NULL, p.key FROM person p
                WHERE p.key %1$s AND EXISTS (SELECT 1 FROM item i
                    WHERE i.status = 'PUBLISHED' AND i.person_keys @> ARRAY[p.key])
                LIMIT ?
                """);

        private final int conditions;
        private final String query;

        Names(int conditions, String query) {
            this.conditions = conditions;
            this.query = query;
        }

        Statement statement(String condition, String asked) {
            Statement statement = new Statement(query.formatted(condition));
            return statement.with(Collections.nCopies(conditions, asked).toArray()).with(MOST);
        }
    }

    /**
     * Where people mostly look: a fixed number of titles is read, whatever is asked. A title that
     * has the words contains their letters; to look for those first saves parsing nearly all of
     * them, which took five times as long.
     */
    private static final String NEWEST_TITLES =
            """
            SELECT i.title, i.slug, folded(i.title) FROM (
                SELECT title, slug, published_at, id FROM item WHERE status = 'PUBLISHED'
                ORDER BY published_at DESC, id DESC LIMIT 2000) i
            WHERE folded(i.title) LIKE ALL (?) AND to_tsvector('simple_folded', i.title) @@ CAST(? AS tsquery)
            ORDER BY i.published_at DESC, i.id DESC LIMIT ?
            """;

    /**
     * What is rare enough not to be among the newest, by item_by_title. Candidates are cut before
     * they are sorted: asked for the newest of all, the planner would walk a million titles in
     * their order for a beginning that it believes to be common and that no title has.
     */
    private static final String ALL_TITLES =
            """
            SELECT i.title, i.slug, folded(i.title) FROM (
                SELECT title, slug, published_at, id FROM item
                WHERE status = 'PUBLISHED'
                    AND to_tsvector('simple_folded', title) @@ CAST(? AS tsquery)
                LIMIT 1000) i
            ORDER BY i.published_at DESC, i.id DESC LIMIT ?
            """;

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

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
        List<Candidate> found = names("LIKE ?", containing(asked));
        found.addAll(titles(asked));
        if (found.size() < MOST && asked.length() >= SHORTEST_RESEMBLANCE) {
            found.addAll(names("%> ?", asked));
        }
        return found.stream()
                .distinct()
                .sorted(Comparator.comparingInt((Candidate candidate) -> candidate.distance(asked)))
                .map(Candidate::suggestion)
                .limit(MOST)
                .toList();
    }

    private List<Candidate> names(String condition, String asked) {
        List<Candidate> found = new ArrayList<>();
        for (Names names : Names.values()) {
            Suggestion.Kind kind = Suggestion.Kind.valueOf(names.name());
            found.addAll(candidates(kind, names.statement(condition, asked)));
        }
        return found;
    }

    private List<Candidate> titles(String asked) {
        String words = beginning(asked);
        if (words.isEmpty()) {
            return List.of();
        }
        List<Candidate> newest =
                candidates(
                        Suggestion.Kind.TITLE,
                        new Statement(
                                NEWEST_TITLES,
                                Statement.values("text", containingEach(asked)),
                                words,
                                MOST));
        return newest.size() == MOST
                ? newest
                : candidates(Suggestion.Kind.TITLE, new Statement(ALL_TITLES, words, MOST));
    }

    private List<Candidate> candidates(Suggestion.Kind kind, Statement statement) {
        return statement.list(
                database,
                row ->
                        new Candidate(
                                new Suggestion(kind, row.getString(1), row.getString(2)),
                                row.getString(3)));
    }

    private static String containing(String asked) {
        return "%" + asked.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    private static Object[] containingEach(String asked) {
        return words(asked).map(Suggestions::containing).toArray();
    }

    private static Stream<String> words(String asked) {
        return NO_WORD.splitAsStream(asked).filter(word -> !word.isEmpty());
    }

    /**
     * A query for texts with these words, the last one unfinished; empty when there is none. Only
     * letters, digits and marks come through, in quotes, so that nothing can be taken for an
     * operator.
     */
    static String beginning(String asked) {
        String words =
                words(asked).map(word -> "'" + word + "'").collect(Collectors.joining(" & "));
        return words.isEmpty() ? "" : words + ":*";
    }
}
