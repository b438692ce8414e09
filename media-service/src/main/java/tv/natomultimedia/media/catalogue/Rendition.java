package tv.natomultimedia.media.catalogue;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One file of an item, as people download it or, when it is public, players play it. */
@Entity
@Table(name = "rendition")
public class Rendition {

    /** What a rendition is for. */
    @Schema(
            name = "RenditionPurpose",
            type = SchemaType.STRING,
            enumeration = {"master", "broadcast", "web", "preview", "audio"})
    public enum Purpose {
        MASTER,
        BROADCAST,
        WEB,
        PREVIEW,
        AUDIO;

        /** The value in answers, parameters and files. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who may have a rendition. */
    @Schema(
            name = "RenditionAccess",
            type = SchemaType.STRING,
            enumeration = {"public", "account"})
    public enum Access {
        PUBLIC,
        ACCOUNT;

        /** The value in answers and files. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Id private UUID id;

    @Column(name = "item_id")
    private UUID itemId;

    private int position;
    private String name;

    @Enumerated(EnumType.STRING)
    private Purpose purpose;

    @Enumerated(EnumType.STRING)
    private Access access;

    @Embedded private CatalogueFile file;
    @Embedded private Encoding encoding;

    @Column(name = "created_at")
    private Instant createdAt;

    protected Rendition() {}

    public Rendition(
            UUID id,
            UUID itemId,
            int position,
            String name,
            Purpose purpose,
            Access access,
            CatalogueFile file,
            Encoding encoding,
            Instant now) {
        this.id = requireNonNull(id);
        this.itemId = requireNonNull(itemId);
        this.position = position;
        this.name = requireNonNull(name);
        this.purpose = requireNonNull(purpose);
        this.access = requireNonNull(access);
        this.file = requireNonNull(file);
        this.encoding = encoding;
        this.createdAt = requireNonNull(now);
    }

    public UUID id() {
        return id;
    }

    public UUID itemId() {
        return itemId;
    }

    public int position() {
        return position;
    }

    /** Unique within the item. */
    public String name() {
        return name;
    }

    public Purpose purpose() {
        return purpose;
    }

    public Access access() {
        return access;
    }

    public boolean isPublic() {
        return access == Access.PUBLIC;
    }

    public CatalogueFile file() {
        return file;
    }

    /** How picture and sound are coded; never null. */
    public Encoding encoding() {
        return encoding == null ? Encoding.UNKNOWN : encoding;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
