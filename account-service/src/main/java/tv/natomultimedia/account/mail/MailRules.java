package tv.natomultimedia.account.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How mails are sent. */
@ConfigMapping(prefix = "mail")
public interface MailRules {

    /** The sender: an address, or a name with an address in angle brackets. */
    @WithDefault("NATO Multimedia <no-reply@localhost.localdomain>")
    String from();

    /** How long one attempt may take, connecting included, before it counts as failed. */
    @WithDefault("PT20S")
    Duration timeout();

    /** The longest pause between two attempts; what a relay that comes back waits for at most. */
    @WithDefault("PT15S")
    Duration longestPause();

    /** How long notices are worth sending. Codes are until they expire. */
    @WithDefault("P3D")
    Duration noticesUsefulFor();

    /** Mails sent at the same time. */
    @WithDefault("8")
    int parallel();

    /** How often the outbox is looked at, beside the look after every transaction that fills it. */
    @WithDefault("1s")
    Duration tick();
}
