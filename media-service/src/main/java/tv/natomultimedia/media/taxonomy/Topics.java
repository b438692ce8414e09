package tv.natomultimedia.media.taxonomy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.Session;

/** All topics. */
@ApplicationScoped
public class Topics implements PanacheRepositoryBase<Topic, UUID> {

    /** Those of these that there are. */
    List<Topic> among(List<UUID> ids) {
        return getEntityManager().unwrap(Session.class).findMultiple(Topic.class, ids).stream()
                .filter(Objects::nonNull)
                .toList();
    }
}
