package tv.natomultimedia.newsletter.subscription;

import java.util.Optional;
import tv.natomultimedia.newsletter.mail.SpokenLocale;
import tv.natomultimedia.newsletter.problem.Problems;

/** The member {@code locale} of bodies. */
public final class Locales {

    private Locales() {}

    /**
     * Reads it; empty when it is absent.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 {@code validation-failed}
     */
    public static Optional<SpokenLocale> of(String member) {
        if (member == null) {
            return Optional.empty();
        }
        Optional<SpokenLocale> locale = SpokenLocale.parse(member);
        if (locale.isEmpty()) {
            throw Problems.invalidMember("/locale", "unsupported-locale");
        }
        return locale;
    }
}
