package tv.natomultimedia.media.search;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tv.natomultimedia.media.sql.Statement;

/**
 * Completes what somebody begins to type, without regard to accents: topics, places and persons
 * whose name contains it, and titles with all its words, the last of them perhaps unfinished; where
 * there are few, also names that resemble it and titles with words that resemble its words.
 */
@ApplicationScoped
class Suggestions {

    private static final int MOST = 10;

    /** Below this length every word resembles every other. */
    private static final int SHORTEST_RESEMBLANCE = 4;

    /** Of words that resemble a mistyped one, as many and as much less alike than the best. */
    private static final int MOST_ALIKE = 3;

    private static final double LESS_ALIKE = 0.1;

    /**
     * How a name is compared with what was asked, how alike the two are then, and which of many
     * persons are looked at: whether one is shown takes longer to find out than what resembles.
     */
    private enum Comparison {
        CONTAINS("LIKE ?", "1::real", 0, ""),
        RESEMBLES("%> ?", "word_similarity(?, %s)", 1, "ORDER BY likeness DESC, p.key LIMIT 100");

        private final String condition;
        private final String likeness;
        private final int likenesses;
        private final String first;

        Comparison(String condition, String likeness, int likenesses, String first) {
            this.condition = condition;
            this.likeness = likeness;
            this.likenesses = likenesses;
            this.first = first;
        }
    }

    /**
     * Where names are found; {@code %1$s} is the condition on the folded name, {@code %2$s} how
     * alike it is, {@code %3$s} what comes first. Topics and locations are few, and their names are
     * kept folded to be looked through at once; a condition that holds of a name holds of its
     * languages together, so that only what is left is looked at singly. Persons are found by
     * person_by_key and count only where a published item shows them (item_by_person).
     */
    private enum Names {
        TOPIC(
                2,
                "folded(n.name)",
                """
                SELECT DISTINCT n.name, t.slug, folded(n.name), %2$s FROM topic t
                CROSS JOIN LATERAL (VALUES (t.names ->> 'en'), (t.names ->> 'fr')) n(name)
                WHERE t.folded_names %1$s AND folded(n.name) %1$s ORDER BY 4 DESC, 1, 2 LIMIT ?
                """),
        PLACE(
                2,
                "folded(n.name)",
                """
                SELECT DISTINCT n.name, l.slug, folded(n.name), %2$s FROM location l
                CROSS JOIN LATERAL (VALUES (l.names ->> 'en'), (l.names ->> 'fr')) n(name)
                WHERE l.folded_names %1$s AND folded(n.name) %1$s ORDER BY 4 DESC, 1, 2 LIMIT ?
                """),
        PERSON(
                1,
                "p.key",
                """
                SELECT p.name, NULL, p.key, p.likeness
                FROM (SELECT p.name, p.key, %2$s AS likeness FROM person p WHERE p.key %1$s %3$s) p
                WHERE EXISTS (SELECT 1 FROM item i
                    WHERE i.status = 'PUBLISHED' AND i.person_keys @> ARRAY[p.key])
                LIMIT ?
                """);

        private final int conditions;
        private final String key;
        private final String query;

        Names(int conditions, String key, String query) {
            this.conditions = conditions;
            this.key = key;
            this.query = query;
        }

        Statement statement(Comparison comparison, String asked) {
            String sql =
                    query.formatted(
                            comparison.condition,
                            comparison.likeness.formatted(key),
                            comparison.first);
            int values = comparison.likenesses + conditions;
            return new Statement(sql, Collections.nCopies(values, asked).toArray()).with(MOST);
        }
    }

    /**
     * Where people mostly look: a fixed number of titles is read, whatever is asked. A title that
     * has the words contains their letters; to look for those first saves parsing nearly all of
     * them, which took five times as long.
     */
    private static final String NEWEST_TITLES =
            """
            SELECT i.title, i.slug, folded(i.title), %s FROM (
                SELECT title, slug, published_at, id FROM item WHERE status = 'PUBLISHED'
                ORDER BY published_at DESC, id DESC LIMIT 2000) i
            WHERE folded(i.title) LIKE %s (?) AND to_tsvector('simple_folded', i.title) @@ CAST(? AS tsquery)
            ORDER BY i.published_at DESC, i.id DESC LIMIT ?
            """;

    /**
     * What is rare enough not to be among the newest, by item_by_title. Candidates are cut before
     * they are sorted: asked for the newest of all, the planner would walk a million titles in
     * their order for a beginning that it believes to be common and that no title has.
     */
    private static final String ALL_TITLES =
            """
            SELECT i.title, i.slug, folded(i.title), %s FROM (
                SELECT title, slug, published_at, id FROM item
                WHERE status = 'PUBLISHED'
                    AND to_tsvector('simple_folded', title) @@ CAST(? AS tsquery)
                LIMIT 1000) i
            ORDER BY i.published_at DESC, i.id DESC LIMIT ?
            """;

    /**
     * Words of titles that resemble those asked for, by title_word_by_likeness, the most alike
     * first.
     */
    private static final String ALIKE =
            """
            SELECT asked.word, found.word, found.likeness FROM unnest(?) asked(word)
            CROSS JOIN LATERAL (
                SELECT t.word, word_similarity(asked.word, t.word) AS likeness FROM title_word t
                WHERE t.word %> asked.word
                ORDER BY likeness DESC, similarity(asked.word, t.word) DESC, t.word LIMIT ?) found
            ORDER BY found.likeness DESC
            """;

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

    private record Alike(String asked, String word, double likeness) {

        static Alike read(ResultSet row) throws SQLException {
            return new Alike(row.getString(1), row.getString(2), row.getDouble(3));
        }
    }

    private record Candidate(Suggestion suggestion, String key, double likeness) {

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

    List<Suggestion> forBeginning(String typed) {
        String asked =
                new Statement("SELECT folded(?)", typed)
                        .list(database, row -> row.getString(1))
                        .getFirst();
        List<Candidate> found = names(Comparison.CONTAINS, containing(asked));
        found.addAll(titles(asked));
        if (found.size() < MOST && asked.length() >= SHORTEST_RESEMBLANCE) {
            found.addAll(names(Comparison.RESEMBLES, asked));
            found.addAll(titlesAlike(asked));
        }
        return found.stream()
                .sorted(
                        Comparator.comparingInt((Candidate candidate) -> candidate.distance(asked))
                                .thenComparing(Candidate::likeness, Comparator.reverseOrder()))
                .map(Candidate::suggestion)
                .distinct()
                .limit(MOST)
                .toList();
    }

    private List<Candidate> names(Comparison comparison, String asked) {
        List<Candidate> found = new ArrayList<>();
        for (Names names : Names.values()) {
            Suggestion.Kind kind = Suggestion.Kind.valueOf(names.name());
            found.addAll(candidates(kind, names.statement(comparison, asked)));
        }
        return found;
    }

    private List<Candidate> titles(String asked) {
        String words = beginning(asked);
        return words.isEmpty()
                ? List.of()
                : titles("1::real", List.of(), "ALL", containingEach(words(asked)), words);
    }

    private List<Candidate> titles(
            String likeness, List<String> to, String each, Object[] letters, String words) {
        List<Candidate> newest =
                candidates(
                        Suggestion.Kind.TITLE,
                        new Statement(NEWEST_TITLES.formatted(likeness, each), to.toArray())
                                .with(Statement.values("text", letters), words, MOST));
        return newest.size() == MOST
                ? newest
                : candidates(
                        Suggestion.Kind.TITLE,
                        new Statement(ALL_TITLES.formatted(likeness), to.toArray())
                                .with(words, MOST));
    }

    /** Titles in which each word asked for, or one that resembles it, is. */
    private List<Candidate> titlesAlike(String asked) {
        Object[] typed =
                words(asked).filter(word -> word.length() >= SHORTEST_RESEMBLANCE).toArray();
        if (typed.length == 0) {
            return List.of();
        }
        Map<String, List<Alike>> alike =
                new Statement(ALIKE, Statement.values("text", typed), MOST_ALIKE)
                        .plannedAnew().list(database, Alike::read).stream()
                                .collect(Collectors.groupingBy(Alike::asked));
        if (alike.isEmpty()) {
            return List.of();
        }
        List<List<String>> words =
                words(asked)
                        .map(word -> alternatives(word, alike.getOrDefault(word, List.of())))
                        .toList();
        return titles(
                "word_similarity(?, folded(i.title))",
                List.of(asked),
                "ANY",
                containingEach(words.stream().flatMap(List::stream)),
                words.stream()
                        .map(
                                each ->
                                        each.stream()
                                                .map(word -> "'" + word + "'")
                                                .collect(Collectors.joining(" | ", "(", ")")))
                        .collect(Collectors.joining(" & ")));
    }

    private static List<String> alternatives(String word, List<Alike> alike) {
        return Stream.concat(
                        Stream.of(word),
                        alike.stream()
                                .filter(
                                        other ->
                                                other.likeness()
                                                        >= alike.getFirst().likeness() - LESS_ALIKE)
                                .map(Alike::word)
                                .filter(other -> !NO_WORD.matcher(other).find()))
                .toList();
    }

    private List<Candidate> candidates(Suggestion.Kind kind, Statement statement) {
        return statement
                .plannedAnew()
                .list(
                        database,
                        row ->
                                new Candidate(
                                        new Suggestion(kind, row.getString(1), row.getString(2)),
                                        row.getString(3),
                                        row.getDouble(4)));
    }

    private static String containing(String asked) {
        return "%" + asked.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    private static Object[] containingEach(Stream<String> words) {
        return words.map(Suggestions::containing).toArray();
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
