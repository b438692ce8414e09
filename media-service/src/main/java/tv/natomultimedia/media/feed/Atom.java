package tv.natomultimedia.media.feed;

import tv.natomultimedia.media.catalogue.ListedMediaItem;

/**
 * Atom (RFC 4287) in pages (RFC 5005) with Media RSS. A recall is a tombstone (RFC 6721) of what
 * was taken back.
 */
final class Atom {

    static final String NAMESPACE = "http://www.w3.org/2005/Atom";

    private static final String TOMBSTONES = "http://purl.org/atompub/tombstones/1.0";

    private Atom() {}

    static byte[] write(Feed feed) {
        Xml xml =
                new Xml()
                        .open(
                                "feed",
                                "xmlns",
                                NAMESPACE,
                                "xmlns:at",
                                TOMBSTONES,
                                "xmlns:media",
                                MediaElements.NAMESPACE)
                        .text("id", feed.first())
                        .text("title", feed.publisher())
                        .text("updated", feed.updated())
                        .open("author")
                        .text("name", feed.publisher())
                        .close()
                        .empty(
                                "link",
                                "rel",
                                "alternate",
                                "type",
                                "text/html",
                                "href",
                                feed.home());
        pageLinks(xml, "link", feed, FeedFormat.ATOM.mediaType());
        for (Feed.Entry entry : feed.entries()) {
            switch (entry) {
                case Feed.Publication publication -> publication(xml, publication);
                case Feed.Recall recall -> recall(xml, recall, feed.publisher());
            }
        }
        return xml.bytes();
    }

    /** Where this page, the first and the next are. */
    static void pageLinks(Xml xml, String element, Feed feed, String mediaType) {
        xml.empty(element, "rel", "self", "type", mediaType, "href", feed.self())
                .empty(element, "rel", "first", "type", mediaType, "href", feed.first());
        if (feed.next() != null) {
            xml.empty(element, "rel", "next", "type", mediaType, "href", feed.next());
        }
    }

    private static void publication(Xml xml, Feed.Publication entry) {
        ListedMediaItem item = entry.content();
        xml.open("entry", "xml:lang", item.language())
                .text("id", entry.guid())
                .text("title", item.title(), "type", "text")
                .text("published", item.publishedAt())
                .text("updated", item.updatedAt())
                .text("summary", entry.text(), "type", "text")
                .text("rights", item.restrictions(), "type", "text")
                .empty("link", "rel", "alternate", "type", "text/html", "href", item.links().page())
                .empty(
                        "link",
                        "rel",
                        "alternate",
                        "type",
                        "application/json",
                        "href",
                        item.links().self());
        if (item.credit() != null) {
            xml.open("author").text("name", item.credit()).close();
        }
        item.topics()
                .forEach(
                        topic ->
                                xml.empty(
                                        "category",
                                        "term",
                                        topic.slug(),
                                        "label",
                                        topic.names().in(item.language())));
        entry.files()
                .forEach(
                        file ->
                                xml.empty(
                                        "link",
                                        "rel",
                                        "enclosure",
                                        "type",
                                        file.mediaType(),
                                        "length",
                                        file.sizeBytes(),
                                        "title",
                                        file.name(),
                                        "href",
                                        file.url()));
        MediaElements.write(xml, entry);
        xml.close();
    }

    private static void recall(Xml xml, Feed.Recall recall, String publisher) {
        xml.open("at:deleted-entry", "ref", recall.guid(), "when", recall.at())
                .open("at:by")
                .text("name", publisher)
                .close()
                .text(
                        "at:comment",
                        recall.title() + "\n" + recall.notice(),
                        "xml:lang",
                        recall.language())
                .empty(
                        "link",
                        "rel",
                        "alternate",
                        "type",
                        "application/problem+json",
                        "href",
                        recall.address())
                .close();
    }
}
