package tv.natomultimedia.newsletter.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Documents problems: every type of this service in the OpenAPI document, as {@code
 * x-problem-types}, and the answers of operations that refer to {@code Problem}, each naming the
 * types of its status.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ProblemCatalogue implements OASFilter {

    private static final String REFERENCE = "#/components/responses/Problem";

    /** Shapes that the library describes and that are never answered. */
    private static final List<String> OF_THE_LIBRARY =
            List.of("HttpProblem", "HttpValidationProblem");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        ProblemTexts english = ProblemTexts.forHeader("en");
        List<Map<String, Object>> types =
                Arrays.stream(ProblemType.values())
                        .map(
                                type ->
                                        Map.<String, Object>of(
                                                "slug", type.slug(),
                                                "status", type.status(),
                                                "title", english.title(type),
                                                "detail", english.detail(type)))
                        .toList();
        document.addExtension("x-problem-types", types);
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents()
                .addSchema("Problem", problem())
                .addSchema("Violation", violation());
        OF_THE_LIBRARY.forEach(document.getComponents()::removeSchema);
        if (document.getPaths() != null && document.getPaths().getPathItems() != null) {
            document.getPaths()
                    .getPathItems()
                    .values()
                    .forEach(path -> path.getOperations().values().forEach(this::describe));
        }
    }

    private void describe(Operation operation) {
        Map<String, APIResponse> answers = operation.getResponses().getAPIResponses();
        for (String status : List.copyOf(answers.keySet())) {
            String reference = answers.get(status).getRef();
            if (reference != null && reference.startsWith(REFERENCE)) {
                operation.getResponses().addAPIResponse(status, answer(status));
            }
        }
    }

    private static APIResponse answer(String status) {
        String slugs =
                Arrays.stream(ProblemType.values())
                        .filter(type -> status.equals(String.valueOf(type.status())))
                        .map(type -> "`" + type.slug() + "`")
                        .collect(Collectors.joining(", "));
        return OASFactory.createAPIResponse()
                .description("Problem: " + slugs + ".")
                .content(
                        OASFactory.createContent()
                                .addMediaType(
                                        "application/problem+json",
                                        OASFactory.createMediaType()
                                                .schema(OASFactory.createSchema().ref("Problem"))));
    }

    private static Schema problem() {
        return object("A refusal, per RFC 9457. Some types have further members.")
                .addProperty("type", text("urn:problem:not-found").format("uri"))
                .addProperty("title", text("Not found"))
                .addProperty(
                        "status",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.INTEGER)
                                .examples(List.of(404)))
                .addProperty("detail", text("There is nothing at this address."))
                .addProperty(
                        "instance",
                        text("urn:uuid:3f0f7a8e-52c3-4a56-9d4c-0e2b1f6a7c11").format("uri"))
                .addProperty("requestId", text("01J9ZK0Q"))
                .addProperty(
                        "violations",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(OASFactory.createSchema().ref("Violation")))
                .required(List.of("type", "title", "status", "detail", "instance", "requestId"));
    }

    private static Schema violation() {
        return object("One broken rule.")
                .addProperty(
                        "in", text("query").enumeration(List.of("body", "query", "path", "header")))
                .addProperty("field", text("limit"))
                .addProperty("code", text("out-of-range"))
                .addProperty("message", text("is out of range"))
                .required(List.of("in", "field", "code", "message"));
    }

    private static Schema object(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT).description(description);
    }

    private static Schema text(String example) {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.STRING)
                .examples(List.of(example));
    }
}
