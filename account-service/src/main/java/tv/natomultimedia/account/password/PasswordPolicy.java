package tv.natomultimedia.account.password;

import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tv.natomultimedia.account.account.EmailAddress;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.problem.Violation;

/** What a password must be. Characters are code points of the NFC form. */
@ApplicationScoped
public class PasswordPolicy {

    static final int SHORTEST = 12;
    static final int LONGEST = 128;

    /** Far above any password; nothing longer is looked at. */
    private static final int ABSURD = 4_096;

    private static final Pattern UNPAIRED_SURROGATE = Pattern.compile("\\p{Cs}");

    private final CommonPasswords common;

    PasswordPolicy(CommonPasswords common) {
        this.common = common;
    }

    /**
     * Accepts a password or names every rule that it breaks.
     *
     * @param pointer the member of the body that holds it
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 {@code password-policy}
     */
    public void require(String password, EmailAddress address, String pointer) {
        List<Violation> violations =
                broken(password, address).stream()
                        .map(rule -> Violation.of(Violation.In.BODY, pointer, rule.code()))
                        .toList();
        if (!violations.isEmpty()) {
            throw Problems.violated(ProblemType.PASSWORD_POLICY, violations);
        }
    }

    Set<PasswordRule> broken(String password, EmailAddress address) {
        if (password.length() > ABSURD) {
            return EnumSet.of(PasswordRule.TOO_LONG);
        }
        String normal = Normalizer.normalize(password, Normalizer.Form.NFC);
        Set<PasswordRule> broken = EnumSet.noneOf(PasswordRule.class);
        Arrays.stream(PasswordRule.values())
                .filter(rule -> !rule.isKeptBy(normal))
                .forEach(broken::add);
        if (UNPAIRED_SURROGATE.matcher(normal).find()) {
            broken.add(PasswordRule.WHITESPACE);
        }
        if (isAddress(normal, address)) {
            broken.add(PasswordRule.IS_ADDRESS);
        }
        if (common.contains(normal)) {
            broken.add(PasswordRule.TOO_COMMON);
        }
        return broken;
    }

    private static boolean isAddress(String password, EmailAddress address) {
        String folded = password.toLowerCase(Locale.ROOT);
        String typed = address.typed().toLowerCase(Locale.ROOT);
        String canonical = address.canonical();
        return folded.contains(typed)
                || folded.contains(canonical)
                || folded.equals(canonical.substring(0, canonical.lastIndexOf('@')));
    }
}
