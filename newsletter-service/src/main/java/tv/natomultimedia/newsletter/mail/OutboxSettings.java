package tv.natomultimedia.newsletter.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How mails leave the outbox. */
@ConfigMapping(prefix = "mail-outbox")
public interface OutboxSettings {

    /**
     * How often to look for what is due besides the nudge after every commit; an interval of the
     * scheduler.
     */
    @WithDefault("1s")
    String every();

    /** The sender: an address, or a name with an address in angle brackets. */
    String from();

    /** How many mails one run takes, and sends at the same time. */
    @WithDefault("10")
    int batch();

    /** How long the relay may take for a mail. */
    @WithDefault("10S")
    Duration timeout();

    /**
     * How long a claimed mail is left alone. Must be longer than a whole batch may take, else mails
     * go out twice.
     */
    @WithDefault("2M")
    Duration lease();

    /** The pause after the first failed attempt; it doubles with every further one. */
    @WithDefault("1S")
    Duration firstPause();

    /** The longest pause between two attempts. */
    @WithDefault("5M")
    Duration longestPause();
}
