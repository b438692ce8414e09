package tv.natomultimedia.media.download;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import tv.natomultimedia.media.catalogue.Item;
import tv.natomultimedia.media.catalogue.Rendition;

/** All downloads. */
@ApplicationScoped
class Downloads implements PanacheRepositoryBase<Download, UUID> {

    /** A download with what it is of. */
    record Entry(Download download, Item item, Rendition rendition) {}

    private static final String ENTRIES =
            """
            SELECT d, i, r FROM Download d JOIN Item i ON i.id = d.itemId
            JOIN Rendition r ON r.id = d.renditionId
            """;

    /** The download, whosesoever it is. */
    Optional<Entry> findEntry(UUID id) {
        return entries(entryQuery("WHERE d.id = :id").setParameter("id", id)).stream().findFirst();
    }

    /** The download, if it is this principal's. */
    Optional<Entry> findEntry(UUID id, String principal) {
        return findEntry(id).filter(entry -> entry.download().principal().equals(principal));
    }

    /** Which downloads: those of a principal, or those of an item. Both are walked by an index. */
    enum Whose {
        PRINCIPAL("d.principal", "principal"),
        ITEM("d.itemId", "item_id");

        private final String member;
        private final String column;

        Whose(String member, String column) {
            this.member = member;
            this.column = column;
        }
    }

    /** The newest of these downloads. */
    List<Entry> newest(Whose whose, Object value, int count) {
        return entries(
                entryQuery(
                                "WHERE %s = :value ORDER BY d.createdAt DESC, d.id DESC"
                                        .formatted(whose.member))
                        .setParameter("value", value)
                        .setMaxResults(count));
    }

    /** As {@link #newest}, after one of them. */
    List<Entry> newestAfter(Whose whose, Object value, Instant createdAt, UUID id, int count) {
        return entries(
                entryQuery(
                                """
                                WHERE %s = :value AND (d.createdAt, d.id) < (:createdAt, :id)
                                ORDER BY d.createdAt DESC, d.id DESC
                                """
                                        .formatted(whose.member))
                        .setParameter("value", value)
                        .setParameter("createdAt", createdAt)
                        .setParameter("id", id)
                        .setMaxResults(count));
    }

    /** How many there are, counted up to {@code limit} and one more. */
    long count(Whose whose, Object value, int limit) {
        return ((Number)
                        getEntityManager()
                                .createNativeQuery(
                                        """
                                        SELECT count(*) FROM
                                        (SELECT 1 FROM download WHERE %s = :value LIMIT :most) found
                                        """
                                                .formatted(whose.column))
                                .setParameter("value", value)
                                .setParameter("most", limit + 1)
                                .getSingleResult())
                .longValue();
    }

    /**
     * Notes what a request has sent, which is at least one byte. A download that was erased
     * meanwhile stays erased.
     */
    @Transactional
    void record(EndedTransfers.Ended ended) {
        record(ended, "");
    }

    /** The same, of what may be noted already, since it is not known what became of an attempt. */
    @Transactional
    void recordOnce(EndedTransfers.Ended ended) {
        record(
                ended,
                """
                AND NOT EXISTS (SELECT FROM transfer WHERE download_id = :id AND started_at = :started
                    AND ended_at = :ended AND delivered = CAST(:delivered AS int8multirange))
                """);
    }

    private void record(EndedTransfers.Ended ended, String condition) {
        String delivered =
                ended.transfer().delivered().stream()
                        .map(range -> "[" + range.first() + "," + range.last() + "]")
                        .collect(Collectors.joining(",", "{", "}"));
        getEntityManager()
                .createNativeQuery(
                        """
                        WITH noted AS (
                            UPDATE download SET bytes_sent = bytes_sent + :bytes,
                                delivered = delivered + CAST(:delivered AS int8multirange),
                                completed_at = CASE
                                    WHEN completed_at IS NULL AND delivered + CAST(:delivered AS int8multirange)
                                        @> int8range(0, :size) THEN CAST(:ended AS timestamptz)
                                    ELSE completed_at END
                            WHERE id = :id %s RETURNING id)
                        INSERT INTO transfer (download_id, started_at, ended_at, bytes_sent, delivered)
                        SELECT id, :started, :ended, :bytes, CAST(:delivered AS int8multirange) FROM noted
                        """
                                .formatted(condition))
                .setParameter("id", ended.download())
                .setParameter("bytes", ended.transfer().bytes())
                .setParameter("delivered", delivered)
                .setParameter("size", ended.sizeBytes())
                .setParameter("started", ended.startedAt())
                .setParameter("ended", ended.endedAt())
                .executeUpdate();
    }

    private TypedQuery<Object[]> entryQuery(String rest) {
        return getEntityManager().createQuery(ENTRIES + rest, Object[].class);
    }

    private static List<Entry> entries(TypedQuery<Object[]> query) {
        return query.getResultStream()
                .map(row -> new Entry((Download) row[0], (Item) row[1], (Rendition) row[2]))
                .toList();
    }
}
