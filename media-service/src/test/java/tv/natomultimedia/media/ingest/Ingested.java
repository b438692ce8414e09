package tv.natomultimedia.media.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import tv.natomultimedia.media.file.MediaFiles;

/** What tests look up behind the API, and take away again. */
@ApplicationScoped
public class Ingested {

    private final EntityManager database;
    private final MediaFiles files;

    Ingested(EntityManager database, MediaFiles files) {
        this.database = database;
        this.files = files;
    }

    /** What is stored of an upload, joined. */
    @Transactional
    public byte[] bytes(UUID upload) throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (Object key :
                database.createNativeQuery(
                                "SELECT file_key FROM upload_part WHERE upload_id = :id ORDER BY start_offset",
                                String.class)
                        .setParameter("id", upload)
                        .getResultList()) {
            try (InputStream part = files.open((String) key, 0).orElseThrow()) {
                part.transferTo(joined);
            }
        }
        return joined.toByteArray();
    }

    /** Everything that is stored of uploads and of items that came by upload. */
    public long storedFiles(String prefix) {
        try (Stream<MediaFiles.Listed> found = files.list(prefix)) {
            return found.count();
        }
    }

    @Transactional
    public long rows(String table) {
        return ((Number)
                        database.createNativeQuery("SELECT count(*) FROM " + table)
                                .getSingleResult())
                .longValue();
    }

    @Transactional
    public void retype(UUID item, String type) {
        database.createNativeQuery("UPDATE item SET type = :type WHERE id = :id")
                .setParameter("type", type)
                .setParameter("id", item)
                .executeUpdate();
    }

    /** Items take what belongs to them along. */
    @Transactional
    public void clear() {
        for (String table : List.of("upload", "processing")) {
            database.createNativeQuery("DELETE FROM " + table).executeUpdate();
        }
        for (String prefix : List.of("uploads", "media")) {
            try (Stream<MediaFiles.Listed> found = files.list(prefix)) {
                found.map(MediaFiles.Listed::key).toList().forEach(files::delete);
            }
        }
    }
}
