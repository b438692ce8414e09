package tv.natomultimedia.media.feed;

import java.util.List;
import tv.natomultimedia.media.catalogue.ListedMediaItem;
import tv.natomultimedia.media.catalogue.MediaPicture;
import tv.natomultimedia.media.catalogue.MediaRendition;
import tv.natomultimedia.media.catalogue.Rendition;

/**
 * What Media RSS 1.5.1 adds to an entry of RSS or Atom: sizes in bytes, durations in whole seconds,
 * bit rates in kilobits a second.
 */
final class MediaElements {

    static final String NAMESPACE = "http://search.yahoo.com/mrss/";

    private MediaElements() {}

    static void write(Xml xml, Feed.Publication entry) {
        ListedMediaItem item = entry.content();
        if (!entry.files().isEmpty()) {
            xml.open("media:group");
            entry.files()
                    .forEach(file -> file(xml, item, file, file.equals(entry.files().getFirst())));
            xml.close();
        }
        xml.text("media:title", item.title(), "type", "plain")
                .text("media:description", item.summary(), "type", "plain")
                .text("media:credit", item.credit());
        if (!item.keywords().isEmpty()) {
            xml.text("media:keywords", String.join(", ", item.keywords()));
        }
        // In the order of importance, as the specification wants them: the large one first.
        if (item.poster() != null) {
            thumbnail(xml, item.poster());
        }
        item.thumbnails().forEach(picture -> thumbnail(xml, picture));
    }

    private static void file(
            Xml xml, ListedMediaItem item, MediaRendition file, boolean isDefault) {
        List<String> spoken = item.soundLanguages();
        xml.empty(
                "media:content",
                "url",
                file.url(),
                "fileSize",
                file.sizeBytes(),
                "type",
                file.mediaType(),
                "medium",
                medium(file.mediaType()),
                "isDefault",
                isDefault,
                "expression",
                file.purpose() == Rendition.Purpose.PREVIEW ? "sample" : "full",
                "bitrate",
                file.bitRateBps() == null ? null : Math.round(file.bitRateBps() / 1000.0),
                "framerate",
                file.frameRate(),
                "duration",
                file.durationSeconds() == null
                        ? null
                        : Math.round(file.durationSeconds().doubleValue()),
                "height",
                file.height(),
                "width",
                file.width(),
                "lang",
                spoken.isEmpty() ? item.language() : spoken.getFirst());
    }

    private static String medium(String mediaType) {
        String kind = mediaType.substring(0, Math.max(0, mediaType.indexOf('/')));
        return switch (kind) {
            case "video", "audio", "image" -> kind;
            default -> "document";
        };
    }

    private static void thumbnail(Xml xml, MediaPicture picture) {
        xml.empty(
                "media:thumbnail",
                "url",
                picture.url(),
                "width",
                picture.width(),
                "height",
                picture.height());
    }
}
