package tv.natomultimedia.newsletter.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Lists every problem type of this service in its OpenAPI document, as {@code x-problem-types}. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ProblemCatalogue implements OASFilter {

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
        if (document.getComponents() != null) {
            document.getComponents().setSchemas(own(document.getComponents().getSchemas()));
        }
    }

    /** Without the shapes that a library describes and that are never answered. */
    private static Map<String, Schema> own(Map<String, Schema> schemas) {
        Map<String, Schema> own = new LinkedHashMap<>(schemas);
        own.remove("HttpProblem");
        own.remove("HttpValidationProblem");
        if (own.containsKey("Violation1")) {
            own.put("Violation", own.remove("Violation1"));
            own.get("Problem").getProperties().get("violations").getItems().setRef("Violation");
        }
        return own;
    }
}
