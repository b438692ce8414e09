package tv.natomultimedia.media.caller;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Refuses who may not call a resource, by its {@link ForServices}. */
@Provider
@Priority(Priorities.AUTHORIZATION)
class Admission implements ContainerRequestFilter {

    private final CurrentCaller current;

    @Context ResourceInfo resource;

    Admission(CurrentCaller current) {
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (resource.getResourceMethod() == null) {
            return;
        }
        Optional.ofNullable(resource.getResourceMethod().getAnnotation(ForServices.class))
                .or(
                        () ->
                                Optional.ofNullable(
                                        resource.getResourceClass()
                                                .getAnnotation(ForServices.class)))
                .ifPresent(services -> current.requireService(services.value()));
    }
}
