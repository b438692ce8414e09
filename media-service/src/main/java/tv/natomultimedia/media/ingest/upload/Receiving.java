package tv.natomultimedia.media.ingest.upload;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import tv.natomultimedia.media.file.MediaFiles;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/**
 * Takes in what a request brings of an upload, part by part: a part is stored first and taken up
 * then, so that whatever is counted is there. When the client goes away in the middle, what has
 * arrived stays; only what it wanted to be checked as a whole is dropped.
 */
@ApplicationScoped
class Receiving {

    private static final Logger LOG = Logger.getLogger(Receiving.class);
    private static final int RETRY_AFTER_SECONDS = 5;

    private final UploadWriting writing;
    private final MediaFiles files;
    private final UploadSettings settings;
    private final Clock clock;
    private final Places places;

    Receiving(UploadWriting writing, MediaFiles files, UploadSettings settings, Clock clock) {
        this.writing = writing;
        this.files = files;
        this.settings = settings;
        this.clock = clock;
        this.places = new Places(settings.receivingAtOnce(), settings.receivingPerEditor());
    }

    /**
     * Appends to an upload.
     *
     * @param announced how many bytes the body has, if it says so
     * @return how far the upload has come, which is less than was sent when the body broke off
     * @throws HttpProblem as {@link UploadWriting#admit}; 413 when there is more than belongs to
     *     the upload; 460 {@code checksum-mismatch}; 422 {@code duplicate-file}; 503 when too many
     *     send at once or the file store does not take it
     */
    UploadProgress append(
            UUID id,
            String principal,
            long offset,
            Optional<Checksum> checksum,
            OptionalLong announced,
            InputStream body) {
        try (Places.Place place = places.take(principal)) {
            LOG.tracef("Taken: %s", place);
            UploadWriting.Admitted admitted = writing.admit(id, principal, offset);
            try {
                new Request(admitted, checksum, announced, body).receive();
            } finally {
                writing.leave(admitted);
            }
            return writing.progress(id, principal);
        }
    }

    void remove(List<String> keys) {
        for (String key : keys) {
            try {
                files.delete(key);
            } catch (UncheckedIOException failure) {
                LOG.warnf(failure, "%s is left to be cleaned up", key);
            }
        }
    }

    /** One body on its way into the store. */
    private final class Request {

        private final UploadWriting.Admitted admitted;
        private final Optional<Checksum> checksum;
        private final InputStream body;
        private final RunningSha256 digest;
        private final byte[] buffer;
        private final List<MediaFiles.Part> untaken = new ArrayList<>();
        private long remaining;
        private boolean ended;
        private boolean broken;
        private boolean unsure;

        Request(
                UploadWriting.Admitted admitted,
                Optional<Checksum> checksum,
                OptionalLong announced,
                InputStream body) {
            this.admitted = admitted;
            this.checksum = checksum;
            this.body = body;
            this.digest = admitted.digest();
            this.remaining = admitted.remaining();
            if (announced.orElse(0) > remaining) {
                throw Problems.of(ProblemType.PAYLOAD_TOO_LARGE);
            }
            long most = Math.min(settings.partSize().asLongValue(), remaining);
            this.buffer = new byte[(int) Math.max(1, Math.min(most, announced.orElse(most)))];
        }

        void receive() {
            try {
                while (!ended && remaining > 0) {
                    takeIn(read());
                }
                if (remaining == 0 && !ended) {
                    requireEnd();
                }
                conclude();
            } catch (UncheckedIOException failure) {
                LOG.errorf(failure, "The file store takes nothing in");
                throw Problems.builder(ProblemType.FILE_UNAVAILABLE)
                        .withHeader("Retry-After", RETRY_AFTER_SECONDS)
                        .build();
            } finally {
                if (!unsure) {
                    remove(untaken.stream().map(MediaFiles.Part::key).toList());
                }
            }
        }

        /** Fills the buffer, or less when the body ends or comes slowly. */
        private int read() {
            int filled = 0;
            int wanted = (int) Math.min(buffer.length, remaining);
            Instant patience = clock.instant().plus(settings.partPatience());
            try {
                while (filled < wanted) {
                    int more = body.read(buffer, filled, wanted - filled);
                    if (more < 0) {
                        ended = true;
                        break;
                    }
                    filled += more;
                    if (!clock.instant().isBefore(patience)) {
                        break;
                    }
                }
            } catch (IOException gone) {
                LOG.debugf(gone, "A body broke off");
                ended = true;
                broken = true;
            }
            return filled;
        }

        private void takeIn(int length) {
            if (length == 0) {
                return;
            }
            digest.update(buffer, length);
            checksum.ifPresent(expected -> expected.update(buffer, length));
            String key = "uploads/" + admitted.upload() + "/" + UUID.randomUUID();
            files.put(key, new ByteArrayInputStream(buffer, 0, length));
            untaken.add(new MediaFiles.Part(key, length));
            remaining -= length;
            if (checksum.isPresent()) {
                writing.renew(admitted);
            } else if (remaining > 0) {
                advance();
            }
        }

        private void advance() {
            take(
                    () -> {
                        writing.advance(admitted, untaken, digest.state());
                        return null;
                    });
        }

        /**
         * When a commit fails it may have happened all the same, and the parts may count: they are
         * then left to the clean-up, which looks.
         */
        private <T> T take(Supplier<T> step) {
            unsure = true;
            try {
                T result = step.get();
                untaken.clear();
                unsure = false;
                return result;
            } catch (HttpProblem refusal) {
                unsure = false;
                throw refusal;
            }
        }

        /** There may be no more than what was announced when the upload was made. */
        private void requireEnd() {
            try {
                if (body.read() >= 0) {
                    throw Problems.of(ProblemType.PAYLOAD_TOO_LARGE);
                }
            } catch (IOException gone) {
                LOG.debugf(gone, "A body broke off after its end");
            }
        }

        private void conclude() {
            if (checksum.isPresent() && (broken || !checksum.get().matches())) {
                throw Problems.of(ProblemType.CHECKSUM_MISMATCH);
            }
            if (untaken.isEmpty()) {
                return;
            }
            if (remaining > 0) {
                advance();
                return;
            }
            switch (take(() -> writing.finish(admitted, untaken, digest))) {
                case UploadWriting.Ending.Complete() -> LOG.debugf("An upload is complete");
                case UploadWriting.Ending.Duplicate(UUID item, List<String> keys) -> {
                    remove(keys);
                    UploadCreation.refuseDuplicate(item);
                }
                case UploadWriting.Ending.Corrupt(
                                String promised,
                                String actual,
                                List<String> keys) -> {
                    remove(keys);
                    throw Problems.builder(ProblemType.CHECKSUM_MISMATCH)
                            .with("expectedSha256", promised)
                            .with("actualSha256", actual)
                            .build();
                }
            }
        }
    }
}
