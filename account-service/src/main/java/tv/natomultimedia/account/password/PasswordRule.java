package tv.natomultimedia.account.password;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules that one text decides by itself, and those that need more than the text. */
enum PasswordRule {
    TOO_SHORT("At least 12 characters.", "^[\\s\\S]{12,}$"),
    TOO_LONG("At most 128 characters.", "^[\\s\\S]{0,128}$"),
    WHITESPACE(
            "No spaces, other whitespace or control characters.", "^[^\\p{White_Space}\\p{Cc}]*$"),
    NO_UPPER("At least one upper-case letter.", "\\p{Lu}"),
    NO_LOWER("At least one lower-case letter.", "\\p{Ll}"),
    NO_DIGIT("At least one digit.", "\\p{Nd}"),
    NO_SYMBOL(
            "At least one symbol, that is neither letter, mark, digit nor whitespace.",
            "[^\\p{L}\\p{M}\\p{Nd}\\p{White_Space}\\p{Cc}]"),
    IS_ADDRESS("Not your e-mail address.", null),
    TOO_COMMON(
            "Not one of the most common passwords, nor one of them with digits and symbols added.",
            null);

    private final String description;
    private final String ecmaScript;
    private final Pattern pattern;

    PasswordRule(String description, String ecmaScript) {
        this.description = description;
        this.ecmaScript = ecmaScript;
        this.pattern =
                ecmaScript == null
                        ? null
                        : Pattern.compile(
                                ecmaScript.replace("\\p{White_Space}", "\\p{IsWhite_Space}"));
    }

    /** The code of violations of this rule. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String description() {
        return description;
    }

    /** The rule as an ECMAScript pattern for flag {@code u}, where it is one. */
    Optional<String> ecmaScriptPattern() {
        return Optional.ofNullable(ecmaScript);
    }

    /** Whether a password in NFC keeps this rule, as far as its text alone can tell. */
    boolean isKeptBy(String password) {
        return pattern == null || pattern.matcher(password).find();
    }
}
