package tv.natomultimedia.media.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What can be counted by value; each is also a filter of the same name. */
enum Facet {
    TYPE("SELECT lower(v.key), NULL, v.number FROM (%s) v", "c.type", "candidate c"),
    LANGUAGE("SELECT v.key, NULL, v.number FROM (%s) v", "c.language", "candidate c"),
    COUNTRY("SELECT v.key, NULL, v.number FROM (%s) v", "c.country", "candidate c"),
    TOPIC(
            "SELECT t.slug, CAST(t.names AS text), v.number FROM (%s) v JOIN topic t ON t.id = v.key",
            "c.id", "(SELECT unnest(topic_ids) AS id FROM candidate) c"),
    LOCATION(
            "SELECT l.slug, CAST(l.names AS text), v.number FROM (%s) v JOIN location l ON l.id = v.key",
            "c.location_id", "candidate c"),
    PERSON(
            "SELECT p.name, NULL, v.number FROM (%s) v JOIN person p USING (key)",
            "c.key", "(SELECT unnest(person_keys) AS key FROM candidate) c");

    private static final int MOST_VALUES = 100;

    static final Map<String, Facet> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(Facet::wireName, Function.identity()));

    /**
     * Its values among the candidates with their names as JSON and their numbers. They are counted
     * by what items carry, and only those of the most items are looked up: values are fewer than
     * candidates, but may be thousands.
     */
    final String values;

    Facet(String shown, String key, String source) {
        this.values =
                shown.formatted(
                        "SELECT %1$s AS key, count(*) AS number FROM %2$s WHERE %1$s IS NOT NULL"
                                        .formatted(key, source)
                                + " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT "
                                + MOST_VALUES);
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
