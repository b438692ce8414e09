package tv.natomultimedia.media.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import tv.natomultimedia.media.catalogue.ItemStatus;
import tv.natomultimedia.media.catalogue.ListedMediaItem;
import tv.natomultimedia.media.catalogue.MediaRendition;

/**
 * JSON Feed 1.1. A recall is an item with the id of what was taken back; what became of an item is
 * also in the extension {@code _natomultimedia}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JsonFeed(
        String version,
        String title,
        @JsonProperty("home_page_url") URI homePageUrl,
        @JsonProperty("feed_url") URI feedUrl,
        @JsonProperty("next_url") URI nextUrl,
        List<Author> authors,
        List<Item> items) {

    private static final String VERSION = "https://jsonfeed.org/version/1.1";

    record Author(String name) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Item(
            String id,
            URI url,
            String title,
            @JsonProperty("content_text") String contentText,
            String summary,
            URI image,
            @JsonProperty("date_published") Instant datePublished,
            @JsonProperty("date_modified") Instant dateModified,
            List<Author> authors,
            List<String> tags,
            String language,
            List<Attachment> attachments,
            @JsonProperty("_natomultimedia") Extension extension) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Attachment(
            URI url,
            @JsonProperty("mime_type") String mimeType,
            String title,
            @JsonProperty("size_in_bytes") long sizeInBytes,
            @JsonProperty("duration_in_seconds") Number durationInSeconds) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Extension(
            URI about,
            UUID itemId,
            ItemStatus status,
            Integer version,
            String notice,
            Instant changedAt) {}

    static JsonFeed of(Feed feed) {
        return new JsonFeed(
                VERSION,
                feed.publisher(),
                feed.home(),
                feed.first(),
                feed.next(),
                List.of(new Author(feed.publisher())),
                feed.entries().stream()
                        .map(
                                entry ->
                                        switch (entry) {
                                            case Feed.Publication publication -> item(publication);
                                            case Feed.Recall recall -> item(recall);
                                        })
                        .toList());
    }

    private static Item item(Feed.Publication entry) {
        ListedMediaItem item = entry.content();
        return new Item(
                entry.guid(),
                item.links().page(),
                item.title(),
                entry.text(),
                item.summary(),
                item.poster() == null ? null : item.poster().url(),
                item.publishedAt(),
                item.updatedAt(),
                item.credit() == null ? List.of() : List.of(new Author(item.credit())),
                Stream.concat(
                                item.topics().stream()
                                        .map(topic -> topic.names().in(item.language())),
                                item.keywords().stream())
                        .distinct()
                        .toList(),
                item.language(),
                entry.files().stream().map(file -> attachment(item, file)).toList(),
                new Extension(
                        item.links().self(),
                        item.id(),
                        item.status(),
                        item.version(),
                        null,
                        item.updatedAt()));
    }

    /** Of one title, by which readers know them for the same thing in several forms. */
    private static Attachment attachment(ListedMediaItem item, MediaRendition file) {
        return new Attachment(
                file.url(),
                file.mediaType(),
                item.title(),
                file.sizeBytes(),
                file.durationSeconds());
    }

    private static Item item(Feed.Recall recall) {
        return new Item(
                recall.guid(),
                recall.address(),
                recall.title(),
                recall.notice().isEmpty() ? recall.title() : recall.notice(),
                null,
                null,
                recall.publishedAt(),
                recall.at(),
                List.of(),
                List.of(recall.status().wireName()),
                recall.language(),
                List.of(),
                new Extension(
                        recall.address(),
                        recall.item(),
                        recall.status(),
                        null,
                        recall.notice(),
                        recall.at()));
    }
}
