package tv.natomultimedia.account.profile.email;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How changes of address go. */
@ConfigMapping(prefix = "email-change")
public interface EmailChangeRules {

    /**
     * Changes that one account may ask for within a day. More lets whoever took over a session mail
     * more strangers.
     */
    @WithDefault("10")
    int day();
}
