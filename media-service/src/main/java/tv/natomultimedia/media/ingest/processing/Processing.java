package tv.natomultimedia.media.ingest.processing;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import tv.natomultimedia.media.file.MediaFiles;
import tv.natomultimedia.media.ingest.probing.Refusal;
import tv.natomultimedia.media.ingest.probing.RefusedFileException;
import tv.natomultimedia.media.ingest.probing.StoppedException;

/** Leads a file through its steps, from wherever it is, and says how that ended. */
@ApplicationScoped
class Processing {

    private static final Logger LOG = Logger.getLogger(Processing.class);

    private final ProcessingQueue queue;
    private final Steps steps;
    private final Publication publication;
    private final MediaFiles files;
    private final ProcessingSettings settings;

    Processing(
            ProcessingQueue queue,
            Steps steps,
            Publication publication,
            MediaFiles files,
            ProcessingSettings settings) {
        this.queue = queue;
        this.steps = steps;
        this.publication = publication;
        this.files = files;
        this.settings = settings;
    }

    /**
     * Works on a file until it is in the catalogue, refused, or somebody wants that to stop.
     *
     * @param isStopped asked all the time
     */
    void run(Job job, BooleanSupplier isStopped) {
        if (job.attempts() > settings.attempts()) {
            // Whoever had it before died each time, perhaps of this file.
            remove(queue.fail(job, Refusal.INTERNAL));
            return;
        }
        try (Scratch scratch = Scratch.in(settings.scratch(), files)) {
            lead(job, scratch, isStopped);
        } catch (RefusedFileException refused) {
            LOG.infof("Upload %s is refused: %s", job.uploadId(), refused.getMessage());
            remove(queue.fail(job, refused.refusal()));
        } catch (StoppedException stopped) {
            queue.giveBack(job);
        } catch (LeaseLostException lost) {
            LOG.warnf("Work on upload %s goes on elsewhere, or its item is gone", job.uploadId());
        } catch (IOException | RuntimeException failure) {
            LOG.errorf(failure, "Work on upload %s failed", job.uploadId());
            if (job.attempts() >= settings.attempts()) {
                remove(queue.fail(job, Refusal.INTERNAL));
            } else {
                queue.postpone(job);
            }
        }
    }

    private void lead(Job job, Scratch scratch, BooleanSupplier isStopped) throws IOException {
        while (true) {
            if (isStopped.getAsBoolean()) {
                throw new StoppedException();
            }
            String step = queue.startNext(job);
            if (step.equals(StepName.PUBLISH)) {
                remove(publication.publish(job));
                return;
            }
            remove(steps.run(job, step, scratch, isStopped));
        }
    }

    private void remove(List<String> keys) {
        for (String key : keys) {
            try {
                files.delete(key);
            } catch (UncheckedIOException failure) {
                LOG.warnf(failure, "%s is left to be cleaned up", key);
            }
        }
    }
}
