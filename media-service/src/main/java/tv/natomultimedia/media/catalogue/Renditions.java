package tv.natomultimedia.media.catalogue;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** All renditions. */
@ApplicationScoped
public class Renditions implements PanacheRepositoryBase<Rendition, UUID> {

    /** The renditions of these items, each item's in its order. */
    public List<Rendition> of(Collection<UUID> itemIds) {
        return list("itemId in ?1 order by itemId, position", itemIds);
    }
}
