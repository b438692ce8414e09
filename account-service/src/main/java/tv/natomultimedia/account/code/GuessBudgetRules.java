package tv.natomultimedia.account.code;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often six-digit codes may be guessed at in one address's name. */
@ConfigMapping(prefix = "guess-budget")
public interface GuessBudgetRules {

    /**
     * Wrong six-digit codes of one identity within the window, over all its flows; beyond it its
     * codes are long. At ten a day a guesser needs 190 years for an even chance. Fewer lets a
     * stranger burden the owner with long codes the sooner.
     */
    @WithDefault("10")
    int wrongCodes();

    /** How long a wrong code counts. */
    @WithDefault("PT24H")
    Duration window();
}
