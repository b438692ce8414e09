package tv.natomultimedia.account.profile;

import static tv.natomultimedia.account.problem.Violation.In.BODY;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tv.natomultimedia.account.account.Profile;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.problem.Violation;

/**
 * A merge patch (RFC 7396) of a profile: what it names is replaced, null clears, the rest stays.
 */
record ProfilePatch(JsonNode document) {

    private static final String DISPLAY_NAME = "displayName";
    private static final String ORGANISATION = "organisation";
    private static final String COUNTRY = "country";
    private static final String LOCALE = "locale";
    private static final Set<String> MEMBERS = Set.of(DISPLAY_NAME, ORGANISATION, COUNTRY, LOCALE);

    /**
     * The profile after this patch.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 with every broken rule
     */
    Profile applyTo(Profile profile) {
        requireKnownStrings();
        return new Profile(
                        merged(DISPLAY_NAME, profile.displayName()),
                        merged(ORGANISATION, profile.organisation()),
                        merged(COUNTRY, profile.country()),
                        merged(LOCALE, profile.locale()))
                .checked();
    }

    private void requireKnownStrings() {
        if (!document.isObject()) {
            throw Problems.invalidMember("", "wrong-type");
        }
        List<Violation> violations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : document.properties()) {
            String pointer = "/" + member.getKey().replace("~", "~0").replace("/", "~1");
            if (!MEMBERS.contains(member.getKey())) {
                violations.add(Violation.of(BODY, pointer, "unknown-member"));
            } else if (!member.getValue().isTextual() && !member.getValue().isNull()) {
                violations.add(Violation.of(BODY, pointer, "wrong-type"));
            }
        }
        if (!violations.isEmpty()) {
            throw Problems.violated(ProblemType.VALIDATION_FAILED, violations);
        }
    }

    private String merged(String member, String present) {
        JsonNode value = document.get(member);
        return value == null ? present : value.textValue();
    }
}
