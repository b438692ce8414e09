package tv.natomultimedia.media.catalogue;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** All items, whatever their status. */
@ApplicationScoped
public class Items implements PanacheRepositoryBase<Item, UUID> {

    /** Those of these items that there are, in their order. */
    public List<Item> among(Collection<UUID> ids) {
        return getEntityManager()
                .unwrap(Session.class)
                .findMultiple(Item.class, List.copyOf(ids))
                .stream()
                .filter(Objects::nonNull)
                .toList();
    }

    /** The item that has this address today. */
    public Optional<Item> findBySlug(String slug) {
        return find("slug", slug).firstResultOptional();
    }

    /** The item that once had this address, and has another today. */
    public Optional<Item> findByFormerSlug(String slug) {
        return getEntityManager()
                .createNativeQuery(
                        """
                        SELECT i.* FROM former_slug f JOIN item i ON i.id = f.item_id
                        WHERE f.slug = :slug AND i.slug <> f.slug
                        """,
                        Item.class)
                .setParameter("slug", slug)
                .getResultStream()
                .map(Item.class::cast)
                .findFirst();
    }

    /** The item, which nobody else can change until the transaction ends; as it is by now. */
    public Optional<Item> findForUpdate(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }
}
