package tv.natomultimedia.media.problem;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses larger bodies than most operations take (413). The framework's own limit is the same for
 * all, and has to let through what is uploaded.
 */
@Provider
public class BodyLimit implements ContainerRequestFilter {

    /** On methods that read their body as a stream and bound it themselves. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Unlimited {}

    private final long limit;

    @Context ResourceInfo resource;

    BodyLimit(@ConfigProperty(name = "body-limit") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (resource.getResourceMethod() == null
                || resource.getResourceMethod().isAnnotationPresent(Unlimited.class)) {
            return;
        }
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            if (isLarger(length)) {
                throw tooLarge();
            }
        } else if (request.getHeaderString("Transfer-Encoding") != null) {
            request.setEntityStream(new Bounded(request.getEntityStream()));
        }
    }

    private boolean isLarger(String length) {
        try {
            return Long.parseLong(length) > limit;
        } catch (NumberFormatException larger) {
            return true;
        }
    }

    private static RuntimeException tooLarge() {
        return Problems.builder(ProblemType.PAYLOAD_TOO_LARGE)
                .withHeader("Connection", "close")
                .build();
    }

    private final class Bounded extends FilterInputStream {

        private long read;

        Bounded(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            count(octet < 0 ? 0 : 1);
            return octet;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int more = super.read(buffer, offset, length);
            count(Math.max(0, more));
            return more;
        }

        private void count(int more) {
            read += more;
            if (read > limit) {
                throw tooLarge();
            }
        }
    }
}
