package tv.natomultimedia.media.taxonomy;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What an item is about. */
@Entity
@Table(name = "topic")
public class Topic {

    @Id private UUID id;
    private String slug;

    @JdbcTypeCode(SqlTypes.JSON)
    private Names names;

    protected Topic() {}

    public Topic(UUID id, String slug, Names names) {
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
