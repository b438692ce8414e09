package tv.natomultimedia.media.presentation;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tv.natomultimedia.media.catalogue.Addresses;
import tv.natomultimedia.media.catalogue.ItemType;
import tv.natomultimedia.media.catalogue.MediaCaptions;
import tv.natomultimedia.media.catalogue.MediaItem;
import tv.natomultimedia.media.catalogue.MediaPicture;
import tv.natomultimedia.media.catalogue.MediaRendition;
import tv.natomultimedia.media.catalogue.Person;
import tv.natomultimedia.media.catalogue.Rendition;
import tv.natomultimedia.media.taxonomy.LocationView;

/**
 * Items in the vocabulary of schema.org, for search engines: {@code VideoObject}, {@code
 * ImageObject}, {@code AudioObject} and {@code NewsArticle}.
 */
@ApplicationScoped
class SchemaOrg {

    private final Addresses addresses;
    private final String publisher;

    SchemaOrg(Addresses addresses, @ConfigProperty(name = "publisher.name") String publisher) {
        this.addresses = addresses;
        this.publisher = publisher;
    }

    Node describe(MediaItem item) {
        Node node =
                new Node()
                        .with("@context", "https://schema.org")
                        .with("@type", type(item.type()))
                        .with("@id", item.links().self())
                        .with("identifier", item.id())
                        .with("url", item.links().page())
                        .with("name", item.title())
                        .with("headline", item.headline() == null ? item.title() : item.headline())
                        .with("abstract", item.summary())
                        .with(
                                "description",
                                Stream.of(item.description(), item.summary(), item.title())
                                        .filter(text -> text != null)
                                        .findFirst()
                                        .orElseThrow())
                        .with("inLanguage", item.language())
                        .with("dateCreated", item.filmedAt())
                        .with("datePublished", item.publishedAt())
                        .with("dateModified", item.updatedAt())
                        .with("expires", item.rightsExpireAt())
                        .with("version", item.version())
                        .with("keywords", item.keywords())
                        .with("isAccessibleForFree", true);
        describeSubject(node, item);
        describeRights(node, item);
        if (item.type() == ItemType.STORY) {
            describeStory(node, item);
        } else {
            describeFile(node, item);
        }
        return node;
    }

    private static String type(ItemType type) {
        return switch (type) {
            case VIDEO -> "VideoObject";
            case IMAGE -> "ImageObject";
            case AUDIO -> "AudioObject";
            case STORY -> "NewsArticle";
        };
    }

    private void describeSubject(Node node, MediaItem item) {
        node.with(
                        "about",
                        item.topics().stream()
                                .map(
                                        topic ->
                                                Node.of("Thing")
                                                        .with(
                                                                "name",
                                                                topic.names().in(item.language())))
                                .toList())
                .with("mentions", item.persons().stream().map(SchemaOrg::person).toList())
                .with(
                        item.type() == ItemType.STORY ? "contentLocation" : "locationCreated",
                        place(item.location(), item.language()))
                .with(
                        "workTranslation",
                        item.translations().stream()
                                .map(
                                        other ->
                                                Node.of(type(item.type()))
                                                        .with("@id", addresses.item(other.id()))
                                                        .with("name", other.title())
                                                        .with("inLanguage", other.language()))
                                .toList())
                .with(
                        "correction",
                        item.corrections().stream()
                                .map(
                                        correction ->
                                                Node.of("CorrectionComment")
                                                        .with("text", correction.note())
                                                        .with("datePublished", correction.at()))
                                .toList());
    }

    private void describeRights(Node node, MediaItem item) {
        node.with("license", addresses.api("/v1/usage-terms"))
                .with("usageInfo", usageInfo(item))
                .with("acquireLicensePage", item.links().page())
                .with("creditText", item.credit())
                .with("publisher", Node.of("Organization").with("name", publisher))
                .with("creator", Node.of("Organization").with("name", publisher));
    }

    /** The terms that hold for everything, and what holds for this item beside them. */
    private List<Object> usageInfo(MediaItem item) {
        URI terms = addresses.api("/v1/usage-terms");
        return item.restrictions() == null
                ? List.of(terms)
                : List.of(terms, Node.of("CreativeWork").with("text", item.restrictions()));
    }

    private static void describeStory(Node node, MediaItem item) {
        node.with("articleBody", item.body() == null ? null : item.body().text())
                .with("image", Stream.ofNullable(item.poster()).map(SchemaOrg::picture).toList())
                .with("author", Node.of("Organization").with("name", item.credit()));
    }

    private static void describeFile(Node node, MediaItem item) {
        node.with("text", item.body() == null ? null : item.body().text())
                .with("uploadDate", item.publishedAt())
                .with("duration", duration(item.durationSeconds()))
                .with(
                        "thumbnailUrl",
                        Stream.concat(Stream.ofNullable(item.poster()), item.thumbnails().stream())
                                .map(MediaPicture::url)
                                .toList())
                .with("thumbnail", item.thumbnails().stream().map(SchemaOrg::picture).toList())
                .with("transcript", item.type() == ItemType.IMAGE ? null : transcript(item))
                .with("caption", item.captions().stream().map(SchemaOrg::caption).toList());
        preview(item)
                .ifPresent(
                        file ->
                                node.with("contentUrl", file.url())
                                        .with("encodingFormat", file.mediaType())
                                        .with("contentSize", file.sizeBytes() + " B")
                                        .with("sha256", file.sha256())
                                        .with("bitrate", bitRate(file.bitRateBps()))
                                        .with("width", pixels(file.width()))
                                        .with("height", pixels(file.height()))
                                        .with("videoFrameSize", frameSize(item.type(), file)));
    }

    /** The smallest file that anybody may have. */
    private static Optional<MediaRendition> preview(MediaItem item) {
        return item.renditions().stream()
                .filter(rendition -> rendition.access() == Rendition.Access.PUBLIC)
                .min(Comparator.comparingLong(MediaRendition::sizeBytes));
    }

    private static String transcript(MediaItem item) {
        return String.join(
                "\n",
                item.shotlist().stream()
                        .filter(shot -> shot.verbatim() != null)
                        .map(
                                shot ->
                                        shot.speaker() == null
                                                ? shot.verbatim()
                                                : shot.speaker() + ": " + shot.verbatim())
                        .toList());
    }

    private static Node person(Person person) {
        return Node.of("Person").with("name", person.name()).with("jobTitle", person.role());
    }

    private static Node place(LocationView location, String language) {
        if (location == null) {
            return null;
        }
        Node place = Node.of("Place").with("name", location.names().in(language));
        if (location.country() != null) {
            place.with(
                    "address", Node.of("PostalAddress").with("addressCountry", location.country()));
        }
        if (location.latitude() != null && location.longitude() != null) {
            place.with(
                    "geo",
                    Node.of("GeoCoordinates")
                            .with("latitude", location.latitude())
                            .with("longitude", location.longitude()));
        }
        return place;
    }

    private static Node picture(MediaPicture picture) {
        return Node.of("ImageObject")
                .with("contentUrl", picture.url())
                .with("encodingFormat", picture.mediaType())
                .with("width", pixels(picture.width()))
                .with("height", pixels(picture.height()))
                .with("caption", picture.alt());
    }

    private static Node caption(MediaCaptions captions) {
        return Node.of("MediaObject")
                .with("name", captions.label())
                .with("inLanguage", captions.language())
                .with("encodingFormat", "text/vtt")
                .with("contentUrl", captions.url());
    }

    private static Node pixels(Integer number) {
        return number == null
                ? null
                : Node.of("QuantitativeValue").with("value", number).with("unitCode", "E37");
    }

    private static String frameSize(ItemType type, MediaRendition file) {
        return type == ItemType.VIDEO && file.width() != null
                ? file.width() + "x" + file.height()
                : null;
    }

    private static String bitRate(Long bitsPerSecond) {
        return bitsPerSecond == null ? null : bitsPerSecond + " bit/s";
    }

    /** ISO 8601, to the millisecond. */
    private static String duration(Number seconds) {
        return seconds == null
                ? null
                : Duration.ofMillis(Math.round(seconds.doubleValue() * 1000)).toString();
    }
}
