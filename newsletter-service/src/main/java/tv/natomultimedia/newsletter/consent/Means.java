package tv.natomultimedia.newsletter.consent;

/** How somebody expressed what they want. */
public enum Means {
    /** Logged in. */
    BEARER,
    /** By the code that was mailed to the address. */
    DOUBLE_OPT_IN,
    /** With the registration of an account whose address was confirmed by a code. */
    ACCOUNT_REGISTRATION,
    /** By the link to the preference centre in a mail. */
    PREFERENCE_LINK,
    /** By RFC 8058 one-click unsubscription. */
    ONE_CLICK,
    /** By what they did to their account. */
    ACCOUNT_EVENT
}
