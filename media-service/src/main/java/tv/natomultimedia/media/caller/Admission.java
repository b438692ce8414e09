package tv.natomultimedia.media.caller;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.util.Optional;

/**
 * Refuses who may not call a resource, by its {@link ForServices}, {@link ForAdministrators},
 * {@link ForEditors} or {@link ForPartners}.
 */
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
        annotation(ForServices.class)
                .ifPresent(services -> current.requireService(services.value()));
        annotation(ForPartners.class)
                .ifPresent(partners -> current.requirePartnerOrEditor(partners.value()));
        annotation(ForEditors.class).ifPresent(editors -> current.requireEditor());
        annotation(ForAdministrators.class)
                .ifPresent(administrators -> current.requireAdministrator());
    }

    private <A extends Annotation> Optional<A> annotation(Class<A> type) {
        return Optional.ofNullable(resource.getResourceMethod().getAnnotation(type))
                .or(() -> Optional.ofNullable(resource.getResourceClass().getAnnotation(type)));
    }
}
