package tv.natomultimedia.newsletter.mail;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A language tag (BCP 47) of a language that mails are written in.
 *
 * @param tag as it stands in answers, for example {@code fr-BE}
 */
public record SpokenLocale(String tag) {

    private static final Pattern SPOKEN = Pattern.compile("(?i)(en|fr)(-[a-z0-9]{2,8}){0,4}");
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.FRENCH);
    private static final SpokenLocale ENGLISH = new SpokenLocale("en");

    /** The languages of mails. */
    public enum Language {
        EN,
        FR
    }

    /** Reads a tag; empty when it is none or its language is not spoken here. */
    public static Optional<SpokenLocale> parse(String tag) {
        if (tag == null || !SPOKEN.matcher(tag).matches()) {
            return Optional.empty();
        }
        return Optional.of(new SpokenLocale(Locale.forLanguageTag(tag).toLanguageTag()));
    }

    /** The tag, or English when it is none or its language is not spoken here. */
    public static SpokenLocale orEnglish(String tag) {
        return parse(tag).orElse(ENGLISH);
    }

    /** The best for an {@code Accept-Language} field; English when there is none or it is bad. */
    public static SpokenLocale ofHeader(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return ENGLISH;
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
            return best == null ? ENGLISH : new SpokenLocale(best.getLanguage());
        } catch (IllegalArgumentException malformed) {
            return ENGLISH;
        }
    }

    /** The language without region. */
    public Language language() {
        return tag.startsWith("fr") ? Language.FR : Language.EN;
    }
}
