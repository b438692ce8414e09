package tv.natomultimedia.media.taxonomy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** All locations. */
@ApplicationScoped
public class Locations implements PanacheRepositoryBase<Location, UUID> {}
