package tv.natomultimedia.media.download;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.media.catalogue.Asset;
import tv.natomultimedia.media.catalogue.Assets;
import tv.natomultimedia.media.catalogue.Items;
import tv.natomultimedia.media.catalogue.Rendition;
import tv.natomultimedia.media.catalogue.Renditions;
import tv.natomultimedia.media.catalogue.Visibility;
import tv.natomultimedia.media.download.delivery.ServedFile;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/** The files that need no link: assets, and renditions that are for everybody. */
@ApplicationScoped
class PublicFiles {

    private final Assets assets;
    private final Renditions renditions;
    private final Items items;
    private final CatalogueFiles files;

    PublicFiles(Assets assets, Renditions renditions, Items items, CatalogueFiles files) {
        this.assets = assets;
        this.renditions = renditions;
        this.items = items;
        this.files = files;
    }

    /**
     * A file for everybody.
     *
     * @param item whose it is
     */
    record PublicFile(UUID item, ServedFile file) {}

    /**
     * The file of this id and name; 404 when there is none for everybody, 410 when there was one.
     */
    @Transactional
    PublicFile find(UUID id, String filename) {
        Optional<Asset> asset =
                assets.findByIdOptional(id)
                        .filter(found -> found.file().filename().equals(filename));
        if (asset.isPresent()) {
            UUID item = asset.get().itemId();
            Visibility.requirePublished(items.findByIdOptional(item));
            return new PublicFile(item, files.served(asset.get()));
        }
        Rendition rendition =
                renditions
                        .findByIdOptional(id)
                        .filter(Rendition::isPublic)
                        .filter(found -> found.file().filename().equals(filename))
                        .orElseThrow(() -> Problems.of(ProblemType.NOT_FOUND));
        Visibility.requirePublished(items.findByIdOptional(rendition.itemId()));
        return new PublicFile(rendition.itemId(), files.served(rendition));
    }
}
