package tv.natomultimedia.account.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The SMTP relay that mails are given to. */
@ConfigMapping(prefix = "smtp")
public interface RelayRules {

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

    /** Its port: 587 for submission, 465 with {@link Encryption#TLS}, 25 between relays. */
    int port();

    /** Who to log in as; without it nobody logs in. */
    Optional<String> username();

    /** The password for {@link #username}. */
    Optional<String> password();

    /** How the connection is encrypted. */
    @WithDefault("starttls")
    Encryption encryption();
}
