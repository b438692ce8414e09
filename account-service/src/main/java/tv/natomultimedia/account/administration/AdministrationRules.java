package tv.natomultimedia.account.administration;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How the first administrator comes about. */
@ConfigMapping(prefix = "administration")
public interface AdministrationRules {

    /**
     * The address whose account becomes an administrator once the address is verified, or at the
     * start if it has an account, while there is no administrator. Left in place it does nothing as
     * long as there is one.
     */
    Optional<String> firstAdministrator();
}
