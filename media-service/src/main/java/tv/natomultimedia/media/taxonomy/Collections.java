package tv.natomultimedia.media.taxonomy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** All collections. */
@ApplicationScoped
public class Collections implements PanacheRepositoryBase<Collection, UUID> {}
