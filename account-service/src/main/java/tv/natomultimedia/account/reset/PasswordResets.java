package tv.natomultimedia.account.reset;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** All password resets; each goes with its flow. */
@ApplicationScoped
class PasswordResets implements PanacheRepositoryBase<PasswordReset, UUID> {}
