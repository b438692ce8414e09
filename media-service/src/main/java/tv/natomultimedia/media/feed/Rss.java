package tv.natomultimedia.media.feed;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tv.natomultimedia.media.catalogue.ItemStatus;
import tv.natomultimedia.media.catalogue.ListedMediaItem;
import tv.natomultimedia.media.catalogue.MediaRendition;

/**
 * RSS 2.0 with Media RSS. A recall is an item with the guid of what was taken back, and the state
 * of it in {@code media:status}.
 */
final class Rss {

    /** RFC 822 as RSS wants it: with a year of four digits, in English whatever the locale. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private Rss() {}

    static byte[] write(Feed feed) {
        Xml xml =
                new Xml()
                        .open(
                                "rss",
                                "version",
                                "2.0",
                                "xmlns:atom",
                                Atom.NAMESPACE,
                                "xmlns:dc",
                                "http://purl.org/dc/elements/1.1/",
                                "xmlns:media",
                                MediaElements.NAMESPACE)
                        .open("channel")
                        .text("title", feed.publisher())
                        .text("link", feed.home())
                        .text("description", "New media of " + feed.publisher())
                        .text("lastBuildDate", date(feed.updated()))
                        .text("docs", "https://www.rssboard.org/rss-specification");
        Atom.pageLinks(xml, "atom:link", feed, FeedFormat.RSS.mediaType());
        for (Feed.Entry entry : feed.entries()) {
            xml.open("item").text("guid", entry.guid(), "isPermaLink", false);
            switch (entry) {
                case Feed.Publication publication -> publication(xml, publication);
                case Feed.Recall recall -> recall(xml, recall);
            }
            xml.close();
        }
        return xml.bytes();
    }

    private static void publication(Xml xml, Feed.Publication entry) {
        ListedMediaItem item = entry.content();
        xml.text("title", item.title())
                .text("link", item.links().page())
                .text("description", entry.text())
                .text("pubDate", date(item.publishedAt()))
                .text("dc:creator", item.credit())
                .text("dc:language", item.language())
                .text("dc:rights", item.restrictions());
        item.topics().forEach(topic -> xml.text("category", topic.names().in(item.language())));
        if (!entry.files().isEmpty()) {
            // RSS knows one; the others are in the group.
            MediaRendition file = entry.files().getFirst();
            xml.empty(
                    "enclosure",
                    "url",
                    file.url(),
                    "length",
                    file.sizeBytes(),
                    "type",
                    file.mediaType());
        }
        MediaElements.write(xml, entry);
    }

    private static void recall(Xml xml, Feed.Recall recall) {
        xml.text("title", recall.title())
                .text("link", recall.address())
                .text("description", recall.notice())
                .text("pubDate", date(recall.at()))
                .text("dc:language", recall.language())
                .text("category", recall.status().wireName())
                .empty(
                        "media:status",
                        "state",
                        recall.status() == ItemStatus.KILLED ? "deleted" : "blocked",
                        "reason",
                        recall.notice());
    }

    private static String date(Instant time) {
        return DATE.format(time);
    }
}
