package tv.natomultimedia.account.registration;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** All attempts to register; each goes with its flow, or when it becomes an account. */
@ApplicationScoped
class RegistrationAttempts implements PanacheRepositoryBase<RegistrationAttempt, UUID> {}
