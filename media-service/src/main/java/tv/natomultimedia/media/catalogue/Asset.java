package tv.natomultimedia.media.catalogue;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A file that pages and players show with an item: its poster, thumbnails and captions. */
@Entity
@Table(name = "asset")
public class Asset {

    /** What an asset is. An item has at most one poster. */
    public enum Kind {
        POSTER,
        THUMBNAIL,
        CAPTIONS
    }

    @Id private UUID id;

    @Column(name = "item_id")
    private UUID itemId;

    private int position;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Embedded private CatalogueFile file;
    private Integer width;
    private Integer height;
    private String alt;
    private String language;

    @Column(name = "caption_kind")
    private String captionKind;

    private String label;

    @Column(name = "is_default")
    private boolean byDefault;

    @Column(name = "created_at")
    private Instant createdAt;

    protected Asset() {}

    private Asset(UUID id, UUID itemId, int position, Kind kind, CatalogueFile file, Instant now) {
        this.id = requireNonNull(id);
        this.itemId = requireNonNull(itemId);
        this.position = position;
        this.kind = requireNonNull(kind);
        this.file = requireNonNull(file);
        this.createdAt = requireNonNull(now);
    }

    /** A poster or thumbnail; {@code alt} says what it shows. */
    public static Asset picture(
            UUID id,
            UUID itemId,
            int position,
            Kind kind,
            CatalogueFile file,
            int width,
            int height,
            String alt,
            Instant now) {
        Asset asset = new Asset(id, itemId, position, kind, file, now);
        asset.width = width;
        asset.height = height;
        asset.alt = alt;
        return asset;
    }

    /** Timed text in one language; {@code captionKind} is that of an HTML {@code track}. */
    public static Asset captions(
            UUID id,
            UUID itemId,
            int position,
            CatalogueFile file,
            String language,
            String captionKind,
            String label,
            boolean byDefault,
            Instant now) {
        Asset asset = new Asset(id, itemId, position, Kind.CAPTIONS, file, now);
        asset.language = requireNonNull(language);
        asset.captionKind = requireNonNull(captionKind);
        asset.label = requireNonNull(label);
        asset.byDefault = byDefault;
        return asset;
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

    public Kind kind() {
        return kind;
    }

    public CatalogueFile file() {
        return file;
    }

    public Integer width() {
        return width;
    }

    public Integer height() {
        return height;
    }

    public String alt() {
        return alt;
    }

    public String language() {
        return language;
    }

    public String captionKind() {
        return captionKind;
    }

    public String label() {
        return label;
    }

    public boolean isByDefault() {
        return byDefault;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
