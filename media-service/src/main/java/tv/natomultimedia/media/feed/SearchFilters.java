package tv.natomultimedia.media.feed;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Documents the filters of feeds, which are those of the search: in the OpenAPI document they stand
 * between the format and the page, in the words of the search.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class SearchFilters implements OASFilter {

    /** What a search takes beside its filters: feeds have one order, all members and own pages. */
    private static final Set<String> NO_FILTERS =
            Set.of("sort", "facets", "fields", "cursor", "limit");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Operation search = document.getPaths().getPathItem("/v1/media").getGET();
        Operation feed = document.getPaths().getPathItem("/v1/feeds/media.{format}").getGET();
        List<Parameter> parameters = new ArrayList<>(feed.getParameters());
        parameters.addAll(
                1,
                search.getParameters().stream()
                        .filter(parameter -> !NO_FILTERS.contains(parameter.getName()))
                        .toList());
        feed.setParameters(parameters);
    }
}
