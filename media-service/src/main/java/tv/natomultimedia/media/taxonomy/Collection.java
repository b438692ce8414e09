package tv.natomultimedia.media.taxonomy;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A hand-picked set of items that belong together. */
@Entity
@Table(name = "collection")
public class Collection {

    @Id private UUID id;
    private String slug;

    @JdbcTypeCode(SqlTypes.JSON)
    private Names names;

    protected Collection() {}

    public Collection(UUID id, String slug, Names names) {
        this.id = requireNonNull(id);
        this.slug = requireNonNull(slug);
        this.names = requireNonNull(names);
    }

    public UUID id() {
        return id;
    }

    public String slug() {
        return slug;
    }

    public Names names() {
        return names;
    }
}
