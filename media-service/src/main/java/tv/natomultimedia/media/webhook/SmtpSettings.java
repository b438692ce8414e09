package tv.natomultimedia.media.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The SMTP relay that notices are given to; the same names as in the other services. */
@ConfigMapping(prefix = "smtp")
interface SmtpSettings {

    /** How the way to the relay is kept private. */
    enum Encryption {
        /** In clear; for a relay on the same machine. */
        NONE,
        /** STARTTLS where the relay offers it, else in clear: whoever is in between may choose. */
        OPPORTUNISTIC,
        /** STARTTLS (RFC 3207), or nothing is sent. */
        STARTTLS,
        /** TLS from the first octet (RFC 8314). */
        TLS
    }

    /** Its name; with TLS, what its certificate has to be for. */
    String host();

    /** Its port. */
    int port();

    /** Who to log in as; without it nobody logs in. */
    Optional<String> username();

    /** The password for {@link #username}. */
    Optional<String> password();

    /** How the connection is encrypted. */
    @WithDefault("starttls")
    Encryption encryption();

    /** How long the relay may take for each step. */
    @WithDefault("20S")
    Duration timeout();
}
