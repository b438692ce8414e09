package tv.natomultimedia.newsletter.throttle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How many code mails one address may get. The share of one client network is smaller than the
 * whole, so that a stranger cannot use up what the owner needs.
 */
@ConfigMapping(prefix = "mail-budget")
public interface MailBudgetRules {

    /** Mails to one address within an hour. */
    @WithDefault("5")
    int hour();

    /** Mails to one address within a day. */
    @WithDefault("10")
    int day();

    /** Of the hour's mails, those that one client network may cause. */
    @WithDefault("3")
    int networkHour();

    /** Of the day's mails, those that one client network may cause. */
    @WithDefault("6")
    int networkDay();
}
