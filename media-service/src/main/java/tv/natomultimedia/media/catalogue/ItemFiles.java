package tv.natomultimedia.media.catalogue;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import tv.natomultimedia.media.sql.Statement;
import tv.natomultimedia.media.sql.Statements;
import tv.natomultimedia.media.sql.Statements.Found;

/** Reads the files of items as the public sees them, past Hibernate like {@link ItemRows}. */
@ApplicationScoped
class ItemFiles {

    private final Addresses addresses;

    ItemFiles(Addresses addresses) {
        this.addresses = addresses;
    }

    /**
     * What pages and players show with an item.
     *
     * @param poster null when there is none
     */
    record Shown(MediaPicture poster, List<MediaPicture> thumbnails, List<MediaCaptions> captions) {
        static final Shown NOTHING = new Shown(null, List.of(), List.of());
    }

    /** An asset of an item; a picture or captions. */
    private record Part(UUID item, Asset.Kind kind, MediaPicture picture, MediaCaptions captions) {}

    private record File(UUID item, MediaRendition rendition) {}

    /** By item, its pictures and captions; nothing for an item that has none. */
    Found<Map<UUID, Shown>> assets(Statements together, Collection<UUID> items) {
        return together.add(
                new Statement(
                        """
                        SELECT id, item_id, kind, filename, media_type, width, height, alt, language,
                            caption_kind, label, is_default
                        FROM asset WHERE item_id = ANY (?) ORDER BY item_id, kind, position
                        """,
                        Statement.values("uuid", items.toArray())),
                this::part,
                groupingBy(Part::item, collectingAndThen(toList(), ItemFiles::shown)));
    }

    /** By item, its renditions in their order; nothing for an item that has none. */
    Found<Map<UUID, List<MediaRendition>>> renditions(Statements together, Collection<UUID> items) {
        return together.add(
                new Statement(
                        "SELECT * FROM rendition WHERE item_id = ANY (?) ORDER BY item_id, position",
                        Statement.values("uuid", items.toArray())),
                this::file,
                groupingBy(File::item, mapping(File::rendition, toList())));
    }

    private static Shown shown(List<Part> all) {
        return new Shown(
                pictures(all, Asset.Kind.POSTER).findFirst().orElse(null),
                pictures(all, Asset.Kind.THUMBNAIL).toList(),
                all.stream()
                        .filter(part -> part.kind() == Asset.Kind.CAPTIONS)
                        .map(Part::captions)
                        .toList());
    }

    private static Stream<MediaPicture> pictures(List<Part> all, Asset.Kind kind) {
        return all.stream().filter(part -> part.kind() == kind).map(Part::picture);
    }

    private Part part(ResultSet row) throws SQLException {
        UUID item = row.getObject("item_id", UUID.class);
        Asset.Kind kind = Asset.Kind.valueOf(row.getString("kind"));
        URI url = addresses.file(row.getObject("id", UUID.class), row.getString("filename"));
        return kind == Asset.Kind.CAPTIONS
                ? new Part(
                        item,
                        kind,
                        null,
                        new MediaCaptions(
                                row.getString("language"),
                                row.getString("caption_kind"),
                                row.getString("label"),
                                row.getBoolean("is_default"),
                                url))
                : new Part(
                        item,
                        kind,
                        new MediaPicture(
                                url,
                                row.getObject("width", Integer.class),
                                row.getObject("height", Integer.class),
                                row.getString("media_type"),
                                row.getString("alt")),
                        null);
    }

    private File file(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Rendition.Access access = Rendition.Access.valueOf(row.getString("access"));
        return new File(
                row.getObject("item_id", UUID.class),
                new MediaRendition(
                        id,
                        row.getString("name"),
                        Rendition.Purpose.valueOf(row.getString("purpose")),
                        access,
                        access == Rendition.Access.PUBLIC
                                ? addresses.file(id, row.getString("filename"))
                                : null,
                        row.getString("media_type"),
                        row.getString("container"),
                        row.getString("video_codec"),
                        row.getString("audio_codec"),
                        row.getObject("width", Integer.class),
                        row.getObject("height", Integer.class),
                        Plain.number(row.getObject("frame_rate", Double.class)),
                        row.getObject("bit_rate_bps", Long.class),
                        Plain.number(row.getObject("duration_seconds", Double.class)),
                        row.getLong("size_bytes"),
                        row.getString("sha256")));
    }
}
