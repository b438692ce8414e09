package tv.natomultimedia.account.code;

import java.util.Locale;

/** How a code looks, which decides how well it withstands guessing. */
public enum CodeFormat {
    /** Six digits: easy to type, so that guesses at them must be rationed. */
    DIGITS_6,

    /** Twelve characters of Crockford's base32: 60 bits, which five tries do not dent. */
    BASE32_12;

    /** As it stands in answers. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
