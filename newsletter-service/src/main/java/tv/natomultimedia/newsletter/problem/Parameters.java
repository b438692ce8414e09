package tv.natomultimedia.newsletter.problem;

import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Path and query parameters that are unknown or malformed: 400 {@code invalid-parameter}. */
public final class Parameters {

    private Parameters() {}

    /**
     * Names query parameters that a resource method reads by other means than {@link QueryParam}.
     */
    @Target({ElementType.METHOD, ElementType.TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Known {
        String[] value();
    }

    /** Lets a resource method ignore query parameters that it does not know. */
    @Target({ElementType.METHOD, ElementType.TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    public @interface UnknownIgnored {}

    /** Refuses query parameters that the matched resource method does not declare. */
    @Provider
    static class UnknownRefused implements ContainerRequestFilter {

        private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

        @Context ResourceInfo resource;

        @Override
        public void filter(ContainerRequestContext request) {
            Method method = resource.getResourceMethod();
            if (method == null
                    || method.isAnnotationPresent(UnknownIgnored.class)
                    || method.getDeclaringClass().isAnnotationPresent(UnknownIgnored.class)) {
                return;
            }
            Set<String> names = known.computeIfAbsent(method, UnknownRefused::namesOf);
            List<Violation> unknown =
                    request.getUriInfo().getQueryParameters().keySet().stream()
                            .filter(name -> !names.contains(name))
                            .sorted()
                            .map(
                                    name ->
                                            Violation.of(
                                                    Violation.In.QUERY, name, "unknown-parameter"))
                            .toList();
            if (!unknown.isEmpty()) {
                throw Problems.violated(ProblemType.INVALID_PARAMETER, unknown);
            }
        }

        private static Set<String> namesOf(Method method) {
            Stream<String> declared =
                    Arrays.stream(method.getParameters())
                            .map(parameter -> parameter.getAnnotation(QueryParam.class))
                            .filter(annotation -> annotation != null)
                            .map(QueryParam::value);
            Known read = method.getAnnotation(Known.class);
            return Stream.concat(declared, read == null ? Stream.of() : Arrays.stream(read.value()))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Reads ids in their canonical form only, and says which parameter was not one. */
    @Provider
    static class Ids implements ParamConverterProvider {

        private static final Pattern CANONICAL =
                Pattern.compile(
                        "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

        @Override
        @SuppressWarnings("unchecked")
        public <T> ParamConverter<T> getConverter(
                Class<T> rawType, Type genericType, Annotation[] annotations) {
            return rawType == UUID.class ? (ParamConverter<T>) new OfId(annotations) : null;
        }

        private record OfId(Annotation[] annotations) implements ParamConverter<UUID> {

            @Override
            public UUID fromString(String text) {
                if (text == null) {
                    return null;
                }
                if (!CANONICAL.matcher(text).matches()) {
                    throw new InvalidParameter(violation());
                }
                return UUID.fromString(text);
            }

            @Override
            public String toString(UUID id) {
                return id.toString();
            }

            private Violation violation() {
                for (Annotation annotation : annotations) {
                    if (annotation instanceof QueryParam query) {
                        return Violation.of(Violation.In.QUERY, query.value(), "not-an-id");
                    }
                    if (annotation instanceof PathParam path) {
                        return Violation.of(Violation.In.PATH, path.value(), "not-an-id");
                    }
                }
                return Violation.of(Violation.In.PATH, "id", "not-an-id");
            }
        }
    }
}
