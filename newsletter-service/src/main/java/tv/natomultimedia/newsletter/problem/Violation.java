package tv.natomultimedia.newsletter.problem;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * One broken rule.
 *
 * @param in where the value was
 * @param field the parameter's name or, for bodies, a JSON Pointer (RFC 6901)
 * @param code the rule, in kebab-case, stable
 * @param message what to tell a person; null until the answer is written, then the text of the code
 */
public record Violation(In in, String field, String code, String message) {

    /** The part of the request that held the value. */
    public enum In {
        BODY,
        QUERY,
        PATH,
        HEADER;

        /** As it stands in answers. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A violation whose message is the text of its code in the language of the request. */
    public static Violation of(In in, String field, String code) {
        return new Violation(in, field, code, null);
    }

    Violation withMessage(String text) {
        return new Violation(in, field, code, text);
    }
}
