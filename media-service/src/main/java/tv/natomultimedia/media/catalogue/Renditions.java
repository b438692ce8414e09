package tv.natomultimedia.media.catalogue;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** All renditions. */
@ApplicationScoped
public class Renditions implements PanacheRepositoryBase<Rendition, UUID> {

    /** The renditions of an item, in no order. */
    public List<Rendition> of(UUID itemId) {
        return list("itemId", itemId);
    }
}
