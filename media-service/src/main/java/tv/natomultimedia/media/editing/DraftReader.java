package tv.natomultimedia.media.editing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;
import tv.natomultimedia.media.problem.Violation;

/**
 * Reads what editors send, strictly: 422 {@code validation-failed} names everything that is wrong
 * with it.
 */
@ApplicationScoped
class DraftReader {

    private static final Set<String> TIMES = Set.of("filmedAt", "rightsExpireAt", "embargoedUntil");

    private final ObjectMapper mapper;
    private final Validator validator;

    DraftReader(ObjectMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
    }

    /** As an object of this kind, whose rules hold. */
    <T> T read(JsonNode json, Class<T> type) throws JsonProcessingException {
        requireText(json);
        T value = mapper.treeToValue(json, type);
        Set<ConstraintViolation<T>> broken = validator.validate(value);
        if (!broken.isEmpty()) {
            throw new ConstraintViolationException(broken);
        }
        return value;
    }

    /** What it becomes by a merge patch (RFC 7396). */
    <T> T patched(T present, JsonNode patch, Class<T> type) throws JsonProcessingException {
        requireText(patch);
        return read(merged(mapper.valueToTree(present), patch), type);
    }

    /** The object itself; whatever else a body may be is the wrong type. */
    static ObjectNode object(JsonNode json) {
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw Problems.invalidMember("", "wrong-type");
    }

    private JsonNode merged(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode members)) {
            return patch;
        }
        ObjectNode result =
                target instanceof ObjectNode object ? object : mapper.createObjectNode();
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            if (member.getValue().isNull()) {
                result.remove(member.getKey());
            } else {
                result.set(member.getKey(), merged(result.get(member.getKey()), member.getValue()));
            }
        }
        return result;
    }

    /** Characters that no text has and that the database does not keep; times that are numbers. */
    private static void requireText(JsonNode json) {
        List<Violation> violations = new ArrayList<>();
        look("", json, violations);
        object(json)
                .properties()
                .forEach(
                        member -> {
                            if (TIMES.contains(member.getKey()) && member.getValue().isNumber()) {
                                violations.add(
                                        Violation.of(
                                                Violation.In.BODY,
                                                "/" + member.getKey(),
                                                "wrong-type"));
                            }
                        });
        if (!violations.isEmpty()) {
            throw Problems.violated(ProblemType.VALIDATION_FAILED, violations);
        }
    }

    private static void look(String pointer, JsonNode json, List<Violation> violations) {
        if (json.isTextual() && isImproper(json.textValue())) {
            violations.add(Violation.of(Violation.In.BODY, pointer, "invalid-character"));
        } else if (json.isObject()) {
            for (Map.Entry<String, JsonNode> member : json.properties()) {
                String name = member.getKey().replace("~", "~0").replace("/", "~1");
                look(pointer + "/" + name, member.getValue(), violations);
            }
        } else {
            int index = 0;
            for (Iterator<JsonNode> each = json.elements(); each.hasNext(); index++) {
                look(pointer + "/" + index, each.next(), violations);
            }
        }
    }

    private static boolean isImproper(String text) {
        return text.codePoints()
                .anyMatch(
                        c ->
                                Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t'
                                        || c >= Character.MIN_SURROGATE
                                                && c <= Character.MAX_SURROGATE);
    }
}
