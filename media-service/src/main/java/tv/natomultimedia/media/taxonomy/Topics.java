package tv.natomultimedia.media.taxonomy;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** All topics. */
@ApplicationScoped
public class Topics implements PanacheRepositoryBase<Topic, UUID> {}
