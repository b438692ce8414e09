package tv.natomultimedia.media.ingest.upload;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.media.file.MediaFiles;

/** All uploads with their parts. Every method works in the caller's transaction. */
@ApplicationScoped
class Uploads implements PanacheRepositoryBase<Upload, UUID> {

    /** What one editor has going on. */
    record Load(long open, long bytesOfTheDay) {}

    /** The upload, which has to be this caller's. */
    Optional<Upload> find(UUID id, String principal) {
        return findByIdOptional(id).filter(upload -> upload.isOf(principal));
    }

    /** The same, for this transaction alone. */
    Optional<Upload> findLocked(UUID id, String principal) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .filter(upload -> upload.isOf(principal));
    }

    /** The upload while it is this request that appends to it, for this transaction alone. */
    Optional<Upload> findWrittenBy(UUID id, UUID request) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .filter(upload -> upload.isWrittenBy(request));
    }

    /** Lets creations of one editor queue, so that parallel ones cannot exceed a quota. */
    void queue(String principal) {
        getEntityManager()
                .createNativeQuery(
                        "SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))) locked")
                .setParameter("key", "upload of " + principal)
                .getSingleResult();
    }

    Load load(String principal, Instant now, Instant dayAgo) {
        Object[] row =
                (Object[])
                        getEntityManager()
                                .createNativeQuery(
                                        """
                                        SELECT count(*) FILTER (WHERE state = 'RECEIVING' AND expires_at > :now),
                                            coalesce(sum(length) FILTER (WHERE created_at > :dayAgo), 0)
                                        FROM upload WHERE principal = :principal
                                        """,
                                        Object[].class)
                                .setParameter("principal", principal)
                                .setParameter("now", now)
                                .setParameter("dayAgo", dayAgo)
                                .getSingleResult();
        return new Load(((Number) row[0]).longValue(), ((Number) row[1]).longValue());
    }

    void addPart(UUID upload, long start, MediaFiles.Part part) {
        getEntityManager()
                .createNativeQuery(
                        """
                        INSERT INTO upload_part (upload_id, start_offset, size_bytes, file_key)
                        VALUES (:upload, :start, :size, :key)
                        """)
                .setParameter("upload", upload)
                .setParameter("start", start)
                .setParameter("size", part.sizeBytes())
                .setParameter("key", part.key())
                .executeUpdate();
    }

    /** Where the parts of an upload are stored. */
    List<String> keys(UUID upload) {
        return getEntityManager()
                .createNativeQuery(
                        "SELECT file_key FROM upload_part WHERE upload_id = :upload", String.class)
                .setParameter("upload", upload)
                .getResultStream()
                .map(String.class::cast)
                .toList();
    }

    /** Uploads whose time is over, which nobody else is removing. */
    List<Upload> expired(Instant now, int atMost) {
        return getEntityManager()
                .createNativeQuery(
                        """
                        SELECT * FROM upload u WHERE expires_at <= :now
                            AND (writer_until IS NULL OR writer_until <= :now)
                            AND NOT EXISTS (SELECT FROM processing p WHERE p.upload_id = u.id
                                AND p.state IN ('WAITING', 'UNAVAILABLE', 'RUNNING'))
                        ORDER BY expires_at LIMIT :most FOR UPDATE SKIP LOCKED
                        """,
                        Upload.class)
                .setParameter("now", now)
                .setParameter("most", atMost)
                .getResultStream()
                .map(Upload.class::cast)
                .toList();
    }
}
