package tv.natomultimedia.gateway.portal;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** What the portal may link to. */
@ConfigMapping(prefix = "mailbox")
interface PortalSettings {

    /** The mailbox in which a local suite's mails arrive; not linked where it is not set. */
    Optional<URI> url();
}
