package tv.natomultimedia.media.catalogue;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/** All assets. */
@ApplicationScoped
public class Assets implements PanacheRepositoryBase<Asset, UUID> {

    /** The assets of these items, each item's in their order. */
    public List<Asset> of(Collection<UUID> itemIds) {
        return read(
                "SELECT * FROM asset WHERE item_id = ANY (:items) ORDER BY item_id, kind, position",
                itemIds);
    }

    /** The pictures of these items: what a list shows. */
    public List<Asset> picturesOf(Collection<UUID> itemIds) {
        return read(
                """
                SELECT * FROM asset WHERE item_id = ANY (:items) AND kind <> 'CAPTIONS'
                ORDER BY item_id, kind, position
                """,
                itemIds);
    }

    /**
     * With the items as one value: a query in Hibernate's language that takes a list is translated
     * anew each time, which took longer than its answer.
     */
    private List<Asset> read(String query, Collection<UUID> itemIds) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(query, Asset.class)
                .setParameter("items", itemIds.toArray(UUID[]::new))
                .getResultList();
    }
}
