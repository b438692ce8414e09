package tv.natomultimedia.account.account;

import static tv.natomultimedia.account.problem.Violation.In.BODY;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.problem.Violation;

/**
 * What people say of themselves; every member may be null.
 *
 * @param country ISO 3166-1 alpha-2
 * @param locale BCP 47
 */
public record Profile(String displayName, String organisation, String country, String locale) {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ORGANISATION = 200;
    private static final int LONGEST_LOCALE = 35;
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /**
     * The profile as it is kept: names in NFC and without blanks around them, the locale in its
     * canonical form.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 with every broken rule
     */
    public Profile checked() {
        List<Violation> violations = new ArrayList<>();
        Profile kept =
                new Profile(
                        name(displayName, "/displayName", LONGEST_NAME, violations),
                        name(organisation, "/organisation", LONGEST_ORGANISATION, violations),
                        country(violations),
                        locale(violations));
        if (!violations.isEmpty()) {
            throw Problems.violated(ProblemType.VALIDATION_FAILED, violations);
        }
        return kept;
    }

    /** This profile with a locale in place of none. */
    public Profile orLocale(String fallback) {
        return new Profile(
                displayName, organisation, country, Objects.requireNonNullElse(locale, fallback));
    }

    private static String name(
            String text, String pointer, int longest, List<Violation> violations) {
        if (text == null) {
            return null;
        }
        if (text.codePointCount(0, text.length()) > longest) {
            violations.add(Violation.of(BODY, pointer, "too-long"));
            return null;
        }
        if (UNPRINTABLE.matcher(text).find()) {
            violations.add(Violation.of(BODY, pointer, "unprintable"));
            return null;
        }
        String kept = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        return kept.isEmpty() ? null : kept;
    }

    private String country(List<Violation> violations) {
        if (country != null && !COUNTRIES.contains(country)) {
            violations.add(Violation.of(BODY, "/country", "not-a-country"));
        }
        return country;
    }

    private String locale(List<Violation> violations) {
        if (locale == null) {
            return null;
        }
        try {
            Locale parsed = new Locale.Builder().setLanguageTag(locale).build();
            if (locale.length() <= LONGEST_LOCALE && !parsed.getLanguage().isEmpty()) {
                return parsed.toLanguageTag();
            }
        } catch (IllformedLocaleException illFormed) {
            violations.add(Violation.of(BODY, "/locale", "not-a-language"));
            return null;
        }
        violations.add(Violation.of(BODY, "/locale", "not-a-language"));
        return null;
    }
}
