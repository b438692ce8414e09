package tv.natomultimedia.gateway.problem;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The English and French texts of problems and violations. */
public final class ProblemTexts {

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
     * The texts in the best language for an {@code Accept-Language} field; English when there is
     * none or it is bad.
     */
    public static ProblemTexts forHeader(String acceptLanguage) {
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

    /** The language of these texts, as a BCP 47 tag. */
    public String language() {
        return locale.getLanguage();
    }

    /** The short name of a problem type. */
    public String title(ProblemType type) {
        return bundle.getString(type.slug() + ".title");
    }

    /** What a problem type means. */
    public String detail(ProblemType type) {
        return bundle.getString(type.slug() + ".detail");
    }

    String violation(String code) {
        return bundle.getString("violation." + code);
    }
}
