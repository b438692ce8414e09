package tv.natomultimedia.media.presentation;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tv.natomultimedia.media.catalogue.Addresses;
import tv.natomultimedia.media.catalogue.ItemStatus;
import tv.natomultimedia.media.catalogue.ItemType;
import tv.natomultimedia.media.catalogue.MediaBody;
import tv.natomultimedia.media.catalogue.MediaCaptions;
import tv.natomultimedia.media.catalogue.MediaItem;
import tv.natomultimedia.media.catalogue.MediaPicture;
import tv.natomultimedia.media.catalogue.MediaRendition;
import tv.natomultimedia.media.taxonomy.LocationView;
import tv.natomultimedia.media.taxonomy.TermView;

/**
 * Items as newsroom systems read them: ninjs 3.1 of the IPTC. Sizes are bytes, durations seconds,
 * bit rates carry their unit. A rendition that needs an account has no address of its own; its
 * title says where a link to it is asked for.
 */
@ApplicationScoped
class Ninjs {

    static final String MEDIA_TYPE = "application/vnd.iptc.ninjs+json";

    private static final String SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#";
    private static final String TEXT = "text/plain";
    private static final String HTML = "text/html";
    private static final String TIMED_TEXT = "text/vtt";

    private final Addresses addresses;
    private final String publisher;

    Ninjs(Addresses addresses, @ConfigProperty(name = "publisher.name") String publisher) {
        this.addresses = addresses;
        this.publisher = publisher;
    }

    Node describe(MediaItem item) {
        Node node =
                new Node()
                        .with("uri", item.links().self())
                        .with("type", type(item.type()))
                        .with("representationType", "full")
                        .with("version", String.valueOf(item.version()))
                        // To outsiders there was nothing before the first publication.
                        .with("firstCreated", item.publishedAt())
                        .with("versionCreated", item.updatedAt())
                        .with("contentCreated", item.filmedAt())
                        .with("expires", item.rightsExpireAt())
                        .with("pubStatus", standing(item.status()))
                        .with(
                                "embargoedUntil",
                                item.status() == ItemStatus.EMBARGOED
                                        ? item.embargoedUntil()
                                        : null)
                        .with("language", item.language())
                        .with("title", item.title())
                        .with("slugline", item.slug())
                        .with("altIds", List.of(altId("id", item.id()), altId("slug", item.slug())))
                        .with(
                                "standard",
                                new Node()
                                        .with("name", "ninjs")
                                        .with("version", "3.1")
                                        .with("schema", SCHEMA));
        describeTexts(node, item);
        describeSubject(node, item);
        describeRights(node, item);
        return node.with("renditions", renditions(item)).with("associations", associations(item));
    }

    private static String type(ItemType type) {
        return switch (type) {
            case VIDEO -> "video";
            case IMAGE -> "picture";
            case AUDIO -> "audio";
            case STORY -> "text";
        };
    }

    /** Others than published items are seen by those who work at them. */
    private static String standing(ItemStatus status) {
        return switch (status) {
            case PUBLISHED -> "usable";
            case DRAFT, EMBARGOED -> "withheld";
            case WITHDRAWN, KILLED -> "canceled";
        };
    }

    private static Node altId(String role, Object value) {
        return new Node().with("role", role).with("value", value.toString());
    }

    private static void describeTexts(Node node, MediaItem item) {
        String headline = item.headline() == null ? item.title() : item.headline();
        node.with("headlines", List.of(text("main", TEXT, headline)))
                .with(
                        "descriptions",
                        Stream.of(
                                        text("summary", TEXT, item.summary()),
                                        text("description", TEXT, item.description()),
                                        text("storyline", TEXT, item.storyline()),
                                        text("shotlist", TEXT, item.shotlistText()))
                                .filter(text -> text.has("value"))
                                .toList())
                .with("bodies", bodies(item.body()));
    }

    private static Node text(String role, String mediaType, String value) {
        return new Node().with("role", role).with("contentType", mediaType).with("value", value);
    }

    private static List<Node> bodies(MediaBody body) {
        if (body == null) {
            return List.of();
        }
        String text = body.text();
        return Stream.of(text("main", HTML, body.html()), text("main", TEXT, text))
                .map(
                        node ->
                                node.with("charCount", text.codePointCount(0, text.length()))
                                        .with("wordCount", text.strip().split("\\s+").length))
                .toList();
    }

    private void describeSubject(Node node, MediaItem item) {
        node.with(
                        "people",
                        item.persons().stream()
                                .map(
                                        person ->
                                                new Node()
                                                        .with("name", person.name())
                                                        .with("rel", "mentions"))
                                .toList())
                .with("places", places(item.location(), item.language()))
                .with(
                        "located",
                        item.location() == null
                                ? null
                                : item.location().names().in(item.language()))
                .with(
                        "subjects",
                        Stream.concat(
                                        item.topics().stream()
                                                .map(topic -> subject(topic, item.language())),
                                        item.keywords().stream()
                                                .map(
                                                        keyword ->
                                                                new Node()
                                                                        .with("name", keyword)
                                                                        .with("rel", "keyword")))
                                .toList());
    }

    private Node subject(TermView topic, String language) {
        return new Node()
                .with("name", topic.names().in(language))
                .with("rel", "about")
                .with("uri", addresses.api("/v1/topics/" + topic.slug()))
                .with("literal", topic.slug());
    }

    private List<Node> places(LocationView place, String language) {
        if (place == null) {
            return List.of();
        }
        List<Node> places = new ArrayList<>();
        Node made =
                new Node()
                        .with("name", place.names().in(language))
                        .with("rel", "madeAt")
                        .with("uri", addresses.api("/v1/locations/" + place.slug()))
                        .with("literal", place.slug());
        if (place.latitude() != null && place.longitude() != null) {
            // RFC 7946: the longitude comes first.
            made.with(
                    "geoJSON",
                    new Node()
                            .with("type", "Point")
                            .with("coordinates", List.of(place.longitude(), place.latitude())));
        }
        places.add(made);
        if (place.country() != null) {
            Locale country = Locale.of("", place.country());
            places.add(
                    new Node()
                            .with(
                                    "name",
                                    country.getDisplayCountry(Locale.forLanguageTag(language)))
                            .with("rel", "madeIn")
                            .with("literal", place.country()));
        }
        return places;
    }

    private void describeRights(Node node, MediaItem item) {
        URI terms = addresses.api("/v1/usage-terms");
        Node source = new Node().with("name", publisher).with("role", "publisher");
        if (item.contact() != null) {
            source.with("contactInfo", List.of(new Node().with("value", item.contact())));
        }
        node.with("by", item.credit())
                .with("copyrightHolder", publisher)
                .with("usageTerms", item.restrictions())
                .with("rightsInfo", new Node().with("linkedRights", terms))
                .with("infoSources", List.of(source))
                .with(
                        "edNote",
                        String.join(
                                "\n",
                                item.corrections().stream()
                                        .map(one -> "Correction " + one.at() + ": " + one.note())
                                        .toList()));
    }

    private static List<Node> renditions(MediaItem item) {
        List<Node> all = new ArrayList<>();
        item.renditions().forEach(file -> all.add(rendition(file, item.links().downloads())));
        if (item.poster() != null) {
            all.add(picture("poster", item.poster()));
        }
        item.thumbnails()
                .forEach(picture -> all.add(picture("thumbnail-" + picture.width(), picture)));
        item.captions().forEach(captions -> all.add(captions(captions)));
        return all;
    }

    private static Node rendition(MediaRendition file, String downloads) {
        String link = downloads.replace("{renditionId}", file.id().toString());
        String purpose = file.purpose().wireName();
        return new Node()
                .with("name", file.name())
                .with("href", file.url())
                .with("title", file.url() != null ? purpose : purpose + "; link by POST " + link)
                .with("contentType", file.mediaType())
                .with("format", file.container())
                .with("width", file.width())
                .with("height", file.height())
                .with("sizeInBytes", file.sizeBytes())
                .with("duration", file.durationSeconds())
                .with("videoCodec", file.videoCodec())
                .with("frameRate", file.frameRate())
                .with("bitrate", file.bitRateBps() == null ? null : file.bitRateBps() + " bps");
    }

    private static Node picture(String name, MediaPicture picture) {
        return new Node()
                .with("name", name)
                .with("href", picture.url())
                .with("title", picture.alt())
                .with("contentType", picture.mediaType())
                .with("width", picture.width())
                .with("height", picture.height());
    }

    private static Node captions(MediaCaptions captions) {
        return new Node()
                .with("name", captions.kind() + "-" + captions.language())
                .with("href", captions.url())
                .with("title", captions.label())
                .with("contentType", TIMED_TEXT);
    }

    private List<Node> associations(MediaItem item) {
        return Stream.concat(
                        item.translations().stream()
                                .map(
                                        other ->
                                                new Node()
                                                        .with("name", other.title())
                                                        .with("uri", addresses.item(other.id()))
                                                        .with("rel", "translation")
                                                        .with("type", type(item.type()))
                                                        .with("language", other.language())),
                        item.related().stream()
                                .map(
                                        other ->
                                                new Node()
                                                        .with("name", other.title())
                                                        .with("uri", addresses.item(other.id()))
                                                        .with("rel", other.relation())))
                .toList();
    }
}
