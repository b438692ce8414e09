package tv.natomultimedia.account.password;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The policy for forms that check while one types. */
@Schema(
        name = "PasswordPolicy",
        description =
                "What a password must be. Characters are Unicode code points of the NFC form.")
record PasswordPolicyView(
        @Schema(examples = "12") int minLength,
        @Schema(examples = "128") int maxLength,
        List<Rule> rules) {

    /** One rule. */
    @Schema(name = "PasswordRule", description = "One rule; its code is that of its violations.")
    record Rule(
            @Schema(
                            examples = "no-upper",
                            enumeration = {
                                "too-short",
                                "too-long",
                                "whitespace",
                                "no-upper",
                                "no-lower",
                                "no-digit",
                                "no-symbol",
                                "is-address",
                                "too-common"
                            })
                    String code,
            @Schema(examples = "At least one upper-case letter.") String description,
            @Schema(
                            description =
                                    "An ECMAScript pattern with flag `u` that finds a match when the rule is kept;"
                                            + " absent for rules that only the server can decide.",
                            examples = "\\p{Lu}")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    String pattern) {}

    static PasswordPolicyView today() {
        return new PasswordPolicyView(
                PasswordPolicy.SHORTEST,
                PasswordPolicy.LONGEST,
                Arrays.stream(PasswordRule.values())
                        .map(
                                rule ->
                                        new Rule(
                                                rule.code(),
                                                rule.description(),
                                                rule.ecmaScriptPattern().orElse(null)))
                        .toList());
    }
}
