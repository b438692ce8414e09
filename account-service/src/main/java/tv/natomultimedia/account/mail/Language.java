package tv.natomultimedia.account.mail;

import java.util.List;
import java.util.Locale;

/** The languages that mails are written in. */
public enum Language {
    ENGLISH(Locale.ENGLISH),
    FRENCH(Locale.FRENCH);

    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.FRENCH);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /** BCP 47. */
    public String tag() {
        return locale.getLanguage();
    }

    /** The language for a locale (BCP 47, or null); English when it is neither. */
    public static Language of(String locale) {
        return locale != null
                        && Locale.forLanguageTag(locale)
                                .getLanguage()
                                .equals(FRENCH.locale.getLanguage())
                ? FRENCH
                : ENGLISH;
    }

    /**
     * The best language for an {@code Accept-Language} field; English when there is none or it is
     * bad.
     */
    public static Language accepted(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return ENGLISH;
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), SPOKEN);
            return Locale.FRENCH.equals(best) ? FRENCH : ENGLISH;
        } catch (IllegalArgumentException malformed) {
            return ENGLISH;
        }
    }

    Locale locale() {
        return locale;
    }
}
