package tv.natomultimedia.newsletter.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;

/**
 * Says which members an answer always has: the components of its record, but for those that are
 * left out when they are null. What may be sent is not touched, since there validation decides.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class RequiredMembers implements OASFilter {

    private static final String OURS = "tv.natomultimedia.";

    /** Names the parameter by which the members of a schema are chosen. */
    private static final String CHOSEN = "x-members-chosen-by";

    private static final String REFERENCE = "#/components/schemas/";
    private static final DotName SCHEMA =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
    private static final DotName INCLUSION = DotName.createSimple(JsonInclude.class);
    private static final DotName PROPERTY = DotName.createSimple(JsonProperty.class);

    private final IndexView index;

    /**
     * @param index of all classes of the service
     */
    public RequiredMembers(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        Set<String> sent = sent(document, schemas);
        index.getKnownClasses().stream()
                .filter(type -> type.isRecord() && type.name().toString().startsWith(OURS))
                .filter(type -> schemas.containsKey(name(type)) && !sent.contains(name(type)))
                .forEach(type -> require(schemas.get(name(type)), type));
    }

    private static void require(Schema schema, ClassInfo type) {
        Map<String, Schema> properties = schema.getProperties();
        if (properties == null || schema.hasExtension(CHOSEN)) {
            return;
        }
        List<String> always =
                type.recordComponentsInDeclarationOrder().stream()
                        .filter(component -> isAlwaysWritten(component, type))
                        .map(component -> name(component, type))
                        .filter(properties::containsKey)
                        .toList();
        if (!always.isEmpty()) {
            schema.setRequired(always);
        }
    }

    private static boolean isAlwaysWritten(RecordComponentInfo component, ClassInfo type) {
        AnnotationInstance own = annotation(INCLUSION, component, type);
        AnnotationInstance rule = own == null ? type.declaredAnnotation(INCLUSION) : own;
        return rule == null
                || rule.value().asEnum().equals(JsonInclude.Include.ALWAYS.name())
                || component.type().kind() == Type.Kind.PRIMITIVE;
    }

    private static String name(RecordComponentInfo component, ClassInfo type) {
        AnnotationInstance property = annotation(PROPERTY, component, type);
        return property == null ? component.name() : property.value().asString();
    }

    /** Where one stands that is written at a component depends on what it may stand at. */
    private static AnnotationInstance annotation(
            DotName name, RecordComponentInfo component, ClassInfo type) {
        return Stream.of(
                        component.annotation(name),
                        type.field(component.name()).annotation(name),
                        type.method(component.name()).annotation(name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String name(ClassInfo type) {
        AnnotationInstance schema = type.declaredAnnotation(SCHEMA);
        return schema == null || schema.value("name") == null
                ? type.simpleName()
                : schema.value("name").asString();
    }

    /** The names of all schemas that requests are made of. */
    private static Set<String> sent(OpenAPI document, Map<String, Schema> schemas) {
        Deque<Schema> toVisit =
                document.getPaths().getPathItems().values().stream()
                        .flatMap(path -> path.getOperations().values().stream())
                        .filter(operation -> operation.getRequestBody() != null)
                        .flatMap(operation -> content(operation.getRequestBody().getContent()))
                        .collect(Collectors.toCollection(ArrayDeque::new));
        Set<String> names = new HashSet<>();
        while (!toVisit.isEmpty()) {
            Schema schema = toVisit.pop();
            String reference = schema.getRef();
            if (reference == null) {
                toVisit.addAll(parts(schema));
            } else {
                String name = reference.substring(REFERENCE.length());
                if (names.add(name) && schemas.containsKey(name)) {
                    toVisit.addAll(parts(schemas.get(name)));
                }
            }
        }
        return names;
    }

    private static Stream<Schema> content(Content content) {
        return content == null
                ? Stream.empty()
                : content.getMediaTypes().values().stream()
                        .map(MediaType::getSchema)
                        .filter(Objects::nonNull);
    }

    private static List<Schema> parts(Schema schema) {
        return Stream.of(
                        schema.getProperties() == null
                                ? List.<Schema>of()
                                : schema.getProperties().values(),
                        orNone(schema.getAllOf()),
                        orNone(schema.getAnyOf()),
                        orNone(schema.getOneOf()),
                        schema.getItems() == null ? List.<Schema>of() : List.of(schema.getItems()),
                        schema.getAdditionalPropertiesSchema() == null
                                ? List.<Schema>of()
                                : List.of(schema.getAdditionalPropertiesSchema()))
                .flatMap(Collection::stream)
                .toList();
    }

    private static List<Schema> orNone(List<Schema> schemas) {
        return schemas == null ? List.of() : schemas;
    }
}
