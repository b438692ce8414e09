package tv.natomultimedia.media.search;

import static java.util.stream.Collectors.toMap;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tv.natomultimedia.media.catalogue.Highlights;
import tv.natomultimedia.media.sql.Statement;

/**
 * Marks the words that were found in titles and summaries, by the rules by which they were found.
 */
@ApplicationScoped
class Highlighter {

    /** Stand-ins for markup, from the private use area, taken out of the texts before. */
    private static final String START = "\uE000";

    private static final String STOP = "\uE001";

    private record Marked(UUID id, Highlights highlights) {}

    private final AgroalDataSource database;

    Highlighter(AgroalDataSource database) {
        this.database = database;
    }

    /** By item; null in place of a text in which nothing was found. */
    Map<UUID, Highlights> highlights(List<UUID> ids, String words) {
        String options = "HighlightAll=true, StartSel=" + START + ", StopSel=" + STOP;
        return new Statement(
                        """
                        SELECT i.id,
                            ts_headline(l.configuration, translate(i.title, ?, ''), l.query, ?),
                            ts_headline(l.configuration, translate(i.summary, ?, ''), l.query, ?)
                        FROM item i
                        CROSS JOIN LATERAL (
                            SELECT search_configuration(i.language) AS configuration,
                                websearch_to_tsquery(search_configuration(i.language), ?) AS query) l
                        WHERE i.id = ANY (?)
                        """,
                        START + STOP,
                        options,
                        START + STOP,
                        options,
                        words,
                        Statement.values("uuid", ids.toArray()))
                        .list(
                                database,
                                row ->
                                        new Marked(
                                                row.getObject(1, UUID.class),
                                                new Highlights(
                                                        html(row.getString(2)),
                                                        html(row.getString(3)))))
                        .stream()
                        .collect(toMap(Marked::id, Marked::highlights));
    }

    /** Null when nothing is marked. */
    static String html(String marked) {
        if (marked == null || !marked.contains(START)) {
            return null;
        }
        return marked.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                .replace(START, "<mark>")
                .replace(STOP, "</mark>");
    }
}
