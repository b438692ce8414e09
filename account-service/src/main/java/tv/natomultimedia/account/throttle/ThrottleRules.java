package tv.natomultimedia.account.throttle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How often passwords may be guessed at, and what those wait who guess more. Wrong ones of one
 * person or known client are counted until one is right; those of a network or of everybody drain
 * away with time.
 */
@ConfigMapping(prefix = "login-throttle")
public interface ThrottleRules {

    /**
     * Wrong passwords in a row for one person, or of one client known to them, before the first
     * wait.
     */
    @WithDefault("10")
    int free();

    /** The first wait; each following one is twice as long. */
    @WithDefault("PT5S")
    Duration firstWait();

    /** No wait is longer. It is what an owner on an unknown client waits while others guess. */
    @WithDefault("PT15M")
    Duration longestWait();

    /**
     * Wrong passwords in a row that are looked at: 100 is what NIST SP 800-63B allows. Beyond it
     * only a client that has logged in before, or a new password, leads on.
     */
    @WithDefault("100")
    int consecutive();

    /**
     * How long wrong passwords in a row are remembered after the last of them. Longer keeps the
     * promise of {@link #consecutive} longer, and a row for every address that was ever tried.
     */
    @WithDefault("P30D")
    Duration memory();

    /** Wrong passwords from one client network in a window, whosesoever, before it has to wait. */
    @WithDefault("300")
    int network();

    /**
     * Wrong passwords of everybody in a window before everybody has to wait who is on no known
     * client. Fewer stops a guesser on many networks the sooner, and lets one keep newcomers out.
     */
    @WithDefault("5000")
    int everybody();

    /** The span in which the guesses of a network or of everybody drain away. */
    @WithDefault("PT15M")
    Duration window();
}
