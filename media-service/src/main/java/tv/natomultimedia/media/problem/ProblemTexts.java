package tv.natomultimedia.media.problem;

import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/** The English and French texts of problems and violations. */
final class ProblemTexts {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.FRENCH);

    private final ResourceBundle bundle;
    private final Locale locale;

    private ProblemTexts(Locale locale) {
        this.locale = locale;
        this.bundle =
                ResourceBundle.getBundle(
                        "problems",
                        locale.equals(Locale.ENGLISH) ? Locale.ROOT : locale,
                        NO_FALLBACK);
    }

    /**
     * The texts in the language of the reader (BCP 47, or null) when it is spoken here, else as
     * {@link #forHeader}.
     */
    static ProblemTexts forReader(String locale, String acceptLanguage) {
        String language = locale == null ? "" : Locale.forLanguageTag(locale).getLanguage();
        return SPOKEN.stream()
                .filter(spoken -> spoken.getLanguage().equals(language))
                .findFirst()
                .map(ProblemTexts::new)
                .orElseGet(() -> forHeader(acceptLanguage));
    }

    /**
     * The texts in the best language for an {@code Accept-Language} field; English when there is
     * none or it is bad.
     */
    static ProblemTexts forHeader(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return new ProblemTexts(Locale.ENGLISH);
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), SPOKEN);
            return new ProblemTexts(best == null ? Locale.ENGLISH : best);
        } catch (IllegalArgumentException malformed) {
            return new ProblemTexts(Locale.ENGLISH);
        }
    }

    String language() {
        return locale.getLanguage();
    }

    String title(ProblemType type) {
        return bundle.getString(type.slug() + ".title");
    }

    String detail(ProblemType type) {
        return bundle.getString(type.slug() + ".detail");
    }

    String violation(String code) {
        try {
            return bundle.getString("violation." + code);
        } catch (MissingResourceException unknownCode) {
            return bundle.getString("violation.invalid");
        }
    }
}
