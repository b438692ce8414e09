package tv.natomultimedia.media.catalogue;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** All assets. */
@ApplicationScoped
public class Assets implements PanacheRepositoryBase<Asset, UUID> {

    /** The assets of these items, each item's in their order. */
    public List<Asset> of(Collection<UUID> itemIds) {
        return list("itemId in ?1 order by itemId, kind, position", itemIds);
    }

    /** The pictures of these items: what a list shows. */
    public List<Asset> picturesOf(Collection<UUID> itemIds) {
        return list(
                "itemId in ?1 and kind <> ?2 order by itemId, kind, position",
                itemIds,
                Asset.Kind.CAPTIONS);
    }
}
