package tv.natomultimedia.newsletter.caller;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.util.Optional;

/** Refuses who may not call a resource, by its {@link ForPersons} or {@link ForServices}. */
@Provider
@Priority(Priorities.AUTHORIZATION)
class Admission implements ContainerRequestFilter {

    private final Caller caller;

    @Context ResourceInfo resource;

    Admission(Caller caller) {
        this.caller = caller;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (resource.getResourceMethod() == null) {
            return;
        }
        if (annotation(ForPersons.class).isPresent()) {
            caller.person();
        }
        annotation(ForServices.class)
                .ifPresent(services -> caller.requireService(services.value()));
    }

    private <A extends Annotation> Optional<A> annotation(Class<A> type) {
        return Optional.ofNullable(resource.getResourceMethod().getAnnotation(type))
                .or(() -> Optional.ofNullable(resource.getResourceClass().getAnnotation(type)));
    }
}
