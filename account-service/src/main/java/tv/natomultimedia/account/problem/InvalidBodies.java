package tv.natomultimedia.account.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Bodies that do not say what they should: unparseable JSON is 400 {@code malformed-body};
 * well-formed JSON with an unknown, missing or wrongly typed member, or a broken rule, is 422
 * {@code validation-failed}.
 */
class InvalidBodies {

    private static final int BEFORE_THE_FRAMEWORK = 1;

    /** Jackson's refusals; the subclasses are named because the framework has mappers for them. */
    @ServerExceptionMapper(
            value = {
                JsonProcessingException.class,
                MismatchedInputException.class,
                InvalidFormatException.class,
                UnrecognizedPropertyException.class
            },
            priority = BEFORE_THE_FRAMEWORK)
    Response json(JsonProcessingException refusal, UriInfo uri) {
        return answer(ofJson(refusal), refusal, uri);
    }

    /** What the framework refuses by itself, or has wrapped around a refusal of ours. */
    @ServerExceptionMapper(value = WebApplicationException.class, priority = BEFORE_THE_FRAMEWORK)
    Response framework(WebApplicationException refusal, UriInfo uri) {
        if (refusal instanceof InvalidParameter invalid) {
            return answer(
                    Problems.violated(ProblemType.INVALID_PARAMETER, List.of(invalid.violation())),
                    refusal,
                    uri);
        }
        if (refusal.getCause() instanceof JsonProcessingException cause) {
            return answer(ofJson(cause), cause, uri);
        }
        if (refusal.getResponse().getStatus() < 400) {
            return refusal.getResponse();
        }
        HttpProblem.Builder problem =
                HttpProblem.builder().withStatus(refusal.getResponse().getStatus());
        refusal.getResponse()
                .getHeaders()
                .forEach((name, values) -> copyHeader(problem, name, values));
        return answer(problem.build(), refusal, uri);
    }

    /** Bean Validation's refusals; only bodies are validated so, parameters check themselves. */
    @ServerExceptionMapper(
            value = ConstraintViolationException.class,
            priority = BEFORE_THE_FRAMEWORK)
    Response rules(ConstraintViolationException refusal, UriInfo uri) {
        List<Violation> violations =
                refusal.getConstraintViolations().stream()
                        .map(InvalidBodies::violation)
                        .sorted(
                                Comparator.comparing(Violation::field)
                                        .thenComparing(Violation::code))
                        .toList();
        boolean missing =
                violations.stream()
                        .anyMatch(
                                violation ->
                                        violation.field().isEmpty()
                                                && violation.code().equals("required"));
        return answer(
                Problems.violated(
                        missing ? ProblemType.MALFORMED_BODY : ProblemType.VALIDATION_FAILED,
                        violations),
                refusal,
                uri);
    }

    private static Response answer(HttpProblem problem, Throwable cause, UriInfo uri) {
        return ExceptionMapperBase.postProcessorsRegistry
                .applyPostProcessing(problem, ProblemContext.of(cause, uri))
                .toResponse();
    }

    private static void copyHeader(HttpProblem.Builder problem, String name, List<Object> values) {
        if (!name.equalsIgnoreCase("Content-Type") && !name.equalsIgnoreCase("Content-Length")) {
            values.forEach(value -> problem.withHeader(name, value));
        }
    }

    private static HttpProblem ofJson(JsonProcessingException refusal) {
        if (refusal instanceof InputCoercionException
                || refusal.getCause() instanceof InputCoercionException) {
            String field =
                    refusal instanceof JsonMappingException mapping
                            ? pointer(mapping.getPath())
                            : "";
            return Problems.violated(
                    ProblemType.VALIDATION_FAILED,
                    List.of(Violation.of(Violation.In.BODY, field, "wrong-type")));
        }
        if (refusal instanceof JsonMappingException mapping && isAboutContent(mapping)) {
            String code =
                    refusal instanceof UnrecognizedPropertyException
                            ? "unknown-member"
                            : "wrong-type";
            return Problems.violated(
                    ProblemType.VALIDATION_FAILED,
                    List.of(Violation.of(Violation.In.BODY, pointer(mapping.getPath()), code)));
        }
        return Problems.violated(
                ProblemType.MALFORMED_BODY,
                List.of(Violation.of(Violation.In.BODY, "", "malformed-json")));
    }

    /**
     * Whether the JSON itself was well-formed. An empty body is a mismatch without a token, and is
     * not.
     */
    private static boolean isAboutContent(JsonMappingException refusal) {
        String message = String.valueOf(refusal.getOriginalMessage());
        boolean emptyOrContinued =
                refusal.getPath().isEmpty()
                        && (message.startsWith("No content")
                                || message.startsWith("Trailing token"));
        return refusal instanceof MismatchedInputException && !emptyOrContinued
                || refusal.getCause() instanceof IllegalArgumentException;
    }

    private static String pointer(List<JsonMappingException.Reference> path) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            pointer.append('/');
            pointer.append(
                    step.getFieldName() == null
                            ? String.valueOf(step.getIndex())
                            : escaped(step.getFieldName()));
        }
        return pointer.toString();
    }

    private static String escaped(String member) {
        return member.replace("~", "~0").replace("/", "~1");
    }

    private static Violation violation(ConstraintViolation<?> broken) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : broken.getPropertyPath()) {
            if (node.getKind() == ElementKind.PROPERTY
                    || node.getKind() == ElementKind.CONTAINER_ELEMENT) {
                if (node.isInIterable() && node.getIndex() != null) {
                    pointer.append('/').append(node.getIndex());
                }
                if (node.getKind() == ElementKind.PROPERTY) {
                    pointer.append('/').append(escaped(node.getName()));
                }
            }
        }
        String rule =
                broken.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
        return new Violation(
                Violation.In.BODY, pointer.toString(), code(rule), broken.getMessage());
    }

    private static String code(String rule) {
        return switch (rule) {
            case "NotNull", "NotBlank", "NotEmpty" -> "required";
            case "Size" -> "size";
            case "Pattern" -> "format";
            default -> rule.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        };
    }
}
