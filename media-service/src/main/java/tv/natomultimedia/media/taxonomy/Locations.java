package tv.natomultimedia.media.taxonomy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.Session;

/** All locations. */
@ApplicationScoped
public class Locations implements PanacheRepositoryBase<Location, UUID> {

    /** Those of these that there are. */
    List<Location> among(List<UUID> ids) {
        return getEntityManager().unwrap(Session.class).findMultiple(Location.class, ids).stream()
                .filter(Objects::nonNull)
                .toList();
    }
}
