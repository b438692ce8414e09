package tv.natomultimedia.newsletter.optin;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What all flows are to bring about; each goes with its flow. */
@ApplicationScoped
class OptInRequests implements PanacheRepositoryBase<OptInRequest, UUID> {}
