package tv.natomultimedia.newsletter.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

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
    }
}
