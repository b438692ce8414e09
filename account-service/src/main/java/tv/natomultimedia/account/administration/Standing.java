package tv.natomultimedia.account.administration;

import static tv.natomultimedia.account.problem.Violation.In.BODY;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.account.Role;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.problem.Violation;

/**
 * What a merge patch (RFC 7396) of somebody's account asks for.
 *
 * @param status null when it stays
 * @param roles null when they stay
 */
record Standing(Account.Status status, Set<Role> roles) {

    private static final Map<String, Account.Status> STATUSES =
            Map.of("active", Account.Status.ACTIVE, "suspended", Account.Status.SUSPENDED);
    private static final Map<String, Role> ROLES =
            Map.of("editor", Role.EDITOR, "admin", Role.ADMIN);

    /**
     * Reads a patch.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 with every broken rule
     */
    static Standing read(JsonNode patch) {
        if (!patch.isObject()) {
            throw Problems.invalidMember("", "wrong-type");
        }
        List<Violation> violations = new ArrayList<>();
        Account.Status status = null;
        Set<Role> roles = null;
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            switch (member.getKey()) {
                case "status" -> status = status(member.getValue(), violations);
                case "roles" -> roles = roles(member.getValue(), violations);
                default ->
                        violations.add(
                                Violation.of(BODY, pointer(member.getKey()), "unknown-member"));
            }
        }
        if (!violations.isEmpty()) {
            throw Problems.violated(ProblemType.VALIDATION_FAILED, violations);
        }
        return new Standing(status, roles);
    }

    private static Account.Status status(JsonNode value, List<Violation> violations) {
        if (!value.isTextual()) {
            violations.add(Violation.of(BODY, "/status", "wrong-type"));
            return null;
        }
        Account.Status status = STATUSES.get(value.textValue());
        if (status == null) {
            violations.add(Violation.of(BODY, "/status", "not-a-choice"));
        }
        return status;
    }

    private static Set<Role> roles(JsonNode value, List<Violation> violations) {
        if (!value.isArray()) {
            violations.add(Violation.of(BODY, "/roles", "wrong-type"));
            return null;
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (int i = 0; i < value.size(); i++) {
            Role role = value.get(i).isTextual() ? ROLES.get(value.get(i).textValue()) : null;
            if (role == null) {
                String code = value.get(i).isTextual() ? "not-a-choice" : "wrong-type";
                violations.add(Violation.of(BODY, "/roles/" + i, code));
            } else {
                roles.add(role);
            }
        }
        return roles;
    }

    private static String pointer(String member) {
        return "/" + member.replace("~", "~0").replace("/", "~1");
    }
}
