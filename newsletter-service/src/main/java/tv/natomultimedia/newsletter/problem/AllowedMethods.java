package tv.natomultimedia.newsletter.problem;

import java.util.Map;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/**
 * What RFC 9110 wants in {@code Allow} of a 405 and the framework leaves out, read from its own
 * routing table.
 */
final class AllowedMethods {

    private AllowedMethods() {}

    static String ofCurrentRequest() {
        TreeSet<String> methods = new TreeSet<>();
        if (CurrentRequestManager.get() instanceof ResteasyReactiveRequestContext request) {
            RequestMapper.RequestMatch<InitialMatch> match =
                    new RequestMapper<>(request.getDeployment().getClassMappers())
                            .map(request.getPathWithoutPrefix());
            if (match != null) {
                for (ServerRestHandler handler : match.value.handlers) {
                    if (handler instanceof ClassRoutingHandler routing) {
                        collect(routing.getMappers(), match.remaining, methods);
                    }
                }
            }
        }
        return String.join(", ", methods);
    }

    private static void collect(
            Map<String, RequestMapper<RuntimeResource>> mappers,
            String remaining,
            TreeSet<String> methods) {
        mappers.forEach(
                (method, mapper) -> {
                    if (method != null
                            && mapper.map(remaining.isEmpty() ? "/" : remaining) != null) {
                        methods.add(method);
                    }
                });
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
    }
}
