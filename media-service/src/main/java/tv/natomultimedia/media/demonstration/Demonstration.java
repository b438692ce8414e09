package tv.natomultimedia.media.demonstration;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Loads the sample catalogue at start, where it is wanted and there is no catalogue yet. */
@ApplicationScoped
class Demonstration {

    private static final Logger LOG = Logger.getLogger(Demonstration.class);

    private final DemonstrationSettings settings;
    private final SampleCatalogue catalogue;
    private final SampleFiles files;

    Demonstration(DemonstrationSettings settings, SampleCatalogue catalogue, SampleFiles files) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.files = files;
    }

    void atStart(@Observes StartupEvent start) {
        if (!settings.enabled()) {
            return;
        }
        Samples samples = new Samples();
        int copied = files.copyMissing(samples);
        int loaded = catalogue.loadInto(samples);
        if (copied > 0 || loaded > 0) {
            LOG.infof("Demonstration catalogue: %d items, %d files", loaded, copied);
        }
    }
}
