package tv.natomultimedia.media.search;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What can be counted by value; each is also a filter of the same name. */
enum Facet {
    TYPE("lower(c.type)", "NULL", "candidate c"),
    LANGUAGE("c.language", "NULL", "candidate c"),
    COUNTRY("c.country", "NULL", "candidate c"),
    TOPIC(
            "t.slug",
            "CAST(t.names AS text)",
            "candidate c CROSS JOIN unnest(c.topic_ids) AS carried(id) JOIN topic t USING (id)"),
    LOCATION(
            "l.slug",
            "CAST(l.names AS text)",
            "candidate c JOIN location l ON l.id = c.location_id"),
    PERSON(
            "p.name",
            "NULL",
            "candidate c CROSS JOIN unnest(c.person_keys) AS carried(key) JOIN person p USING (key)");

    static final Map<String, Facet> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(Facet::wireName, Function.identity()));

    /** What is counted. */
    final String value;

    /** The names of what is counted, as JSON. */
    final String names;

    /** Where it is read from, given the candidates. */
    final String source;

    Facet(String value, String names, String source) {
        this.value = value;
        this.names = names;
        this.source = source;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
