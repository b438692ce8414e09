package tv.natomultimedia.media.catalogue;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** All assets. */
@ApplicationScoped
public class Assets implements PanacheRepositoryBase<Asset, UUID> {

    /** The assets of an item, in no order. */
    public List<Asset> of(UUID itemId) {
        return list("itemId", itemId);
    }
}
