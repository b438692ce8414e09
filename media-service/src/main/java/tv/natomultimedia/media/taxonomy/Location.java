package tv.natomultimedia.media.taxonomy;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A place where pictures are made. Country and position are null where the place has none. */
@Entity
@Table(name = "location")
public class Location {

    @Id private UUID id;
    private String slug;

    @JdbcTypeCode(SqlTypes.JSON)
    private Names names;

    private String country;
    private Double latitude;
    private Double longitude;

    protected Location() {}

    public Location(
            UUID id, String slug, Names names, String country, Double latitude, Double longitude) {
        this.id = requireNonNull(id);
        this.slug = requireNonNull(slug);
        this.names = requireNonNull(names);
        this.country = country;
        this.latitude = latitude;
        this.longitude = longitude;
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

    /** ISO 3166-1 alpha-2. */
    public String country() {
        return country;
    }

    public Double latitude() {
        return latitude;
    }

    public Double longitude() {
        return longitude;
    }
}
