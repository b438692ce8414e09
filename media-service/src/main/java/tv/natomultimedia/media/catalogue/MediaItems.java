package tv.natomultimedia.media.catalogue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import tv.natomultimedia.media.taxonomy.LocationView;
import tv.natomultimedia.media.taxonomy.Taxonomies;
import tv.natomultimedia.media.taxonomy.TermView;

/**
 * Items as the public sees them. However many are asked for, what belongs to them is read by one
 * query of each kind.
 */
@ApplicationScoped
public class MediaItems {

    private final Items items;
    private final Renditions renditions;
    private final Assets assets;
    private final Neighbours neighbours;
    private final Taxonomies taxonomies;
    private final Addresses addresses;

    MediaItems(
            Items items,
            Renditions renditions,
            Assets assets,
            Neighbours neighbours,
            Taxonomies taxonomies,
            Addresses addresses) {
        this.items = items;
        this.renditions = renditions;
        this.assets = assets;
        this.neighbours = neighbours;
        this.taxonomies = taxonomies;
        this.addresses = addresses;
    }

    /** These items as lists show them, in this order; those that are gone are left out. */
    public List<ListedMediaItem> listed(List<UUID> ids) {
        return views(items.among(ids), assets.picturesOf(ids));
    }

    /** By item, the files that need no account. */
    public Map<UUID, List<MediaRendition>> publicFiles(Collection<UUID> ids) {
        return renditions.of(ids).stream()
                .filter(Rendition::isPublic)
                .collect(
                        groupingBy(
                                Rendition::itemId,
                                mapping(
                                        rendition -> MediaRendition.from(rendition, addresses),
                                        toList())));
    }

    /** Everything about an item. */
    public MediaItem whole(Item item) {
        return whole(List.of(item)).getFirst();
    }

    /** Everything about these items, in this order. */
    public List<MediaItem> whole(List<Item> wanted) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        List<UUID> ids = wanted.stream().map(Item::id).toList();
        List<Asset> all = assets.of(ids);
        Map<UUID, List<Asset>> captions =
                all.stream()
                        .filter(asset -> asset.kind() == Asset.Kind.CAPTIONS)
                        .collect(groupingBy(Asset::itemId));
        Map<UUID, List<Rendition>> files =
                renditions.of(ids).stream().collect(groupingBy(Rendition::itemId));
        Map<UUID, List<MediaRelation>> related = neighbours.related(ids);
        List<ListedMediaItem> listed = views(wanted, all);
        return IntStream.range(0, wanted.size())
                .mapToObj(
                        index ->
                                MediaItem.of(
                                        listed.get(index),
                                        wanted.get(index).content(),
                                        captions.getOrDefault(ids.get(index), List.of()).stream()
                                                .map(asset -> MediaCaptions.from(asset, addresses))
                                                .toList(),
                                        files.getOrDefault(ids.get(index), List.of()).stream()
                                                .map(file -> MediaRendition.from(file, addresses))
                                                .toList(),
                                        related.getOrDefault(ids.get(index), List.of())))
                .toList();
    }

    private List<ListedMediaItem> views(List<Item> wanted, Collection<Asset> pictures) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        Map<UUID, LocationView> locations =
                taxonomies.locations(
                        wanted.stream()
                                .map(item -> item.content().locationId())
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList());
        Map<UUID, TermView> topics =
                taxonomies.topics(
                        wanted.stream()
                                .flatMap(item -> item.content().topicIds().stream())
                                .distinct()
                                .toList());
        Map<UUID, List<MediaTranslation>> translations =
                neighbours.translations(
                        wanted.stream()
                                .filter(item -> item.translationGroup() != null)
                                .map(Item::id)
                                .toList());
        Map<UUID, List<Asset>> picturesByItem =
                pictures.stream().collect(groupingBy(Asset::itemId));
        return wanted.stream()
                .map(
                        item ->
                                view(
                                        item,
                                        item.content().locationId() == null
                                                ? null
                                                : locations.get(item.content().locationId()),
                                        item.content().topicIds().stream()
                                                .map(topics::get)
                                                .toList(),
                                        translations.getOrDefault(item.id(), List.of()),
                                        picturesByItem.getOrDefault(item.id(), List.of())))
                .toList();
    }

    private ListedMediaItem view(
            Item item,
            LocationView location,
            List<TermView> topics,
            List<MediaTranslation> translations,
            List<Asset> pictures) {
        ItemContent content = item.content();
        return new ListedMediaItem(
                item.id(),
                item.slug(),
                item.version(),
                item.type(),
                item.status(),
                content.title(),
                content.headline(),
                content.summary(),
                location,
                content.filmedAt(),
                item.publishedAt(),
                item.updatedAt(),
                item.embargoedUntil(),
                item.rightsExpireAt(),
                content.language(),
                content.soundLanguages(),
                translations,
                topics,
                content.persons(),
                content.keywords(),
                content.credit(),
                content.usageTermsVersion(),
                content.restrictions(),
                content.contact(),
                Plain.number(content.durationSeconds()),
                poster(pictures).orElse(null),
                of(Asset.Kind.THUMBNAIL, pictures),
                new MediaLinks(
                        addresses.item(item.id()),
                        addresses.page(item.slug()),
                        addresses.downloads(item.id())),
                null);
    }

    private Optional<MediaPicture> poster(List<Asset> pictures) {
        return of(Asset.Kind.POSTER, pictures).stream().findFirst();
    }

    private List<MediaPicture> of(Asset.Kind kind, List<Asset> pictures) {
        return pictures.stream()
                .filter(asset -> asset.kind() == kind)
                .map(asset -> MediaPicture.from(asset, addresses))
                .toList();
    }
}
