package tv.natomultimedia.media.demonstration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import tv.natomultimedia.media.catalogue.Asset;
import tv.natomultimedia.media.catalogue.CatalogueFile;
import tv.natomultimedia.media.catalogue.Encoding;
import tv.natomultimedia.media.catalogue.Item;
import tv.natomultimedia.media.catalogue.ItemContent;
import tv.natomultimedia.media.catalogue.ItemType;
import tv.natomultimedia.media.catalogue.Rendition;
import tv.natomultimedia.media.catalogue.StoryText;

/**
 * A sample made into an item of the catalogue, living through what is written of it: published,
 * corrected, withdrawn.
 *
 * @param files null when it has none
 * @param terms ids of topics, locations and collections by {@code kind/slug}
 */
record SampleItem(Samples.Item sample, Samples.ItemFiles files, Map<String, UUID> terms) {

    private static final int USAGE_TERMS = 1;

    /** As it first was. */
    Item create(UUID id, Instant now) {
        Instant begun = sample.publishedAt() == null ? now : sample.publishedAt();
        Item item =
                new Item(
                        id,
                        sample.slug(),
                        ItemType.valueOf(sample.type().toUpperCase(Locale.ROOT)),
                        content(0),
                        begun);
        Instant embargo = sample.embargoedUntil();
        if (embargo != null) {
            item.embargo(embargo, begun);
        }
        if (!sample.status().equals("draft") && (embargo == null || !embargo.isAfter(now))) {
            item.publish(sample.publishedAt());
        }
        item.limitRights(sample.rightsExpireAt());
        return item;
    }

    /** Every later step, each of which makes a version. */
    List<Runnable> history(Item item) {
        List<Runnable> steps = new ArrayList<>();
        Instant last = item.updatedAt();
        for (int index = 0; index < sample.corrections().size(); index++) {
            Instant at = sample.corrections().get(index).at();
            ItemContent corrected = content(index + 1);
            steps.add(() -> item.revise(corrected, at));
            last = at;
        }
        if (sample.status().equals("withdrawn")) {
            Instant at = last;
            steps.add(() -> item.withdraw(sample.notice(), at));
        }
        return steps;
    }

    /** Its renditions and assets. */
    List<Object> filesOf(Item item, Supplier<UUID> ids, Instant now) {
        List<Object> entities = new ArrayList<>();
        if (files == null) {
            return entities;
        }
        if (files.poster() != null) {
            entities.add(picture(item, ids.get(), 0, Asset.Kind.POSTER, files.poster(), now));
        }
        for (int index = 0; index < files.thumbnails().size(); index++) {
            Samples.Picture thumbnail = files.thumbnails().get(index);
            entities.add(picture(item, ids.get(), index, Asset.Kind.THUMBNAIL, thumbnail, now));
        }
        for (int index = 0; index < files.captions().size(); index++) {
            entities.add(captions(item, ids.get(), index, files.captions().get(index), now));
        }
        for (int index = 0; index < files.renditions().size(); index++) {
            entities.add(rendition(item, ids.get(), index, files.renditions().get(index), now));
        }
        return entities;
    }

    private ItemContent content(int corrections) {
        StoryText body = sample.body() == null ? null : StoryText.of(sample.body());
        return new ItemContent(
                sample.language(),
                sample.title(),
                sample.headline(),
                sample.summary(),
                sample.description(),
                body == null ? null : body.html(),
                body == null ? null : body.text(),
                sample.storyline(),
                sample.shotlist(),
                sample.location() == null ? null : term("location", sample.location()),
                sample.filmedAt(),
                sample.soundLanguages(),
                sample.topics().stream().map(slug -> term("topic", slug)).toList(),
                sample.collections().stream().map(slug -> term("collection", slug)).toList(),
                sample.persons(),
                sample.keywords(),
                sample.credit(),
                USAGE_TERMS,
                sample.restrictions(),
                sample.contact(),
                files == null ? null : files.durationSeconds(),
                sample.corrections().subList(0, corrections));
    }

    private UUID term(String kind, String slug) {
        UUID id = terms.get(kind + "/" + slug);
        if (id == null) {
            throw new IllegalStateException(
                    "demonstration item " + sample.slug() + " names no " + kind + " " + slug);
        }
        return id;
    }

    /** A thumbnail shows what the poster shows. */
    private String alt(Samples.Picture picture) {
        return picture.alt() == null && files.poster() != null
                ? files.poster().alt()
                : picture.alt();
    }

    private Asset picture(
            Item item,
            UUID id,
            int position,
            Asset.Kind kind,
            Samples.Picture picture,
            Instant now) {
        return Asset.picture(
                id,
                item.id(),
                position,
                kind,
                file(picture.file(), picture.mediaType(), picture.sizeBytes(), picture.sha256()),
                picture.width(),
                picture.height(),
                alt(picture),
                now);
    }

    private static Asset captions(
            Item item, UUID id, int position, Samples.Captions captions, Instant now) {
        return Asset.captions(
                id,
                item.id(),
                position,
                file(captions.file(), "text/vtt", captions.sizeBytes(), captions.sha256()),
                captions.language(),
                captions.kind(),
                captions.label(),
                captions.byDefault(),
                now);
    }

    private static Rendition rendition(
            Item item, UUID id, int position, Samples.Rendition rendition, Instant now) {
        return new Rendition(
                id,
                item.id(),
                position,
                rendition.name(),
                Rendition.Purpose.valueOf(rendition.purpose().toUpperCase(Locale.ROOT)),
                Rendition.Access.valueOf(rendition.access().toUpperCase(Locale.ROOT)),
                file(
                        rendition.file(),
                        rendition.mediaType(),
                        rendition.sizeBytes(),
                        rendition.sha256()),
                new Encoding(
                        rendition.container(),
                        rendition.videoCodec(),
                        rendition.audioCodec(),
                        rendition.width(),
                        rendition.height(),
                        rendition.frameRate(),
                        rendition.bitRateBps(),
                        rendition.durationSeconds()),
                now);
    }

    private static CatalogueFile file(
            String file, String mediaType, long sizeBytes, String sha256) {
        return new CatalogueFile(
                SampleFiles.key(file),
                file.substring(file.lastIndexOf('/') + 1),
                mediaType,
                sizeBytes,
                sha256);
    }
}
