package tv.natomultimedia.media.file;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;

/** The adapter that the configuration names; the others are never made. */
class FileStore {

    @Produces
    @ApplicationScoped
    MediaFiles chosen(@Any Instance<MediaFiles> adapters, FileSettings settings) {
        Instance<MediaFiles> named = adapters.select(Identifier.Literal.of(settings.adapter()));
        if (!named.isResolvable()) {
            throw new IllegalStateException("files.adapter must be one of folder, s3");
        }
        return named.get();
    }
}
