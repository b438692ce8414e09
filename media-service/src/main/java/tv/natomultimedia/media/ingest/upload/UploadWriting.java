package tv.natomultimedia.media.ingest.upload;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.media.file.MediaFiles;
import tv.natomultimedia.media.ingest.processing.NewOriginal;
import tv.natomultimedia.media.ingest.processing.Processings;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/**
 * The steps of one request that appends, each a transaction. A request that was held up for so long
 * that another was let in finds out at its next step and changes nothing.
 */
@ApplicationScoped
class UploadWriting {

    private static final int RETRY_AFTER_SECONDS = 1;

    private final Uploads uploads;
    private final Processings processings;
    private final UploadSettings settings;
    private final Clock clock;

    UploadWriting(Uploads uploads, Processings processings, UploadSettings settings, Clock clock) {
        this.uploads = uploads;
        this.processings = processings;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A request that was let in.
     *
     * @param request its own name
     * @param from the first byte that it may bring
     * @param digest of all before that
     */
    record Admitted(UUID upload, UUID request, long from, long length, RunningSha256 digest) {

        long remaining() {
            return length - from;
        }
    }

    /** How it went when everything had arrived. */
    sealed interface Ending {

        /** It is being processed now. */
        record Complete() implements Ending {}

        /** The upload is gone: its bytes are an item's already. */
        record Duplicate(UUID item, List<String> keys) implements Ending {}

        /** The upload is gone: its bytes are not those that were promised. */
        record Corrupt(String promised, String actual, List<String> keys) implements Ending {}
    }

    /**
     * Lets a request append from an offset on.
     *
     * @throws HttpProblem 404, 410 {@code upload-expired}, 423 {@code upload-locked} while another
     *     request appends, 409 {@code offset-conflict} when that is not where it ends
     */
    @Transactional
    Admitted admit(UUID id, String principal, long offset) {
        Instant now = clock.instant();
        Upload upload = alive(uploads.findLocked(id, principal), now);
        if (upload.isBeingWritten(now)) {
            throw Problems.builder(ProblemType.UPLOAD_LOCKED)
                    .withHeader("Retry-After", RETRY_AFTER_SECONDS)
                    .build();
        }
        if (offset != upload.received()) {
            throw conflict(upload.received());
        }
        UUID request = UUID.randomUUID();
        if (!upload.isComplete()) {
            upload.admit(request, now, settings.writerLease());
        }
        return new Admitted(
                id,
                request,
                upload.received(),
                upload.length(),
                RunningSha256.continued(upload.digestState()));
    }

    /** How far the upload has come. */
    @Transactional
    UploadProgress progress(UUID id, String principal) {
        return UploadProgress.of(alive(uploads.find(id, principal), clock.instant()));
    }

    private static Upload alive(Optional<Upload> found, Instant now) {
        Upload upload = found.orElseThrow(() -> Problems.of(ProblemType.NOT_FOUND));
        if (upload.isExpired(now)) {
            throw Problems.of(ProblemType.UPLOAD_EXPIRED);
        }
        return upload;
    }

    private static HttpProblem conflict(long offset) {
        return Problems.builder(ProblemType.OFFSET_CONFLICT)
                .withHeader(Tus.OFFSET, offset)
                .with("offset", offset)
                .build();
    }

    /** Keeps others out for another while. */
    @Transactional
    void renew(Admitted admitted) {
        Upload upload = written(admitted);
        upload.admit(admitted.request(), clock.instant(), settings.writerLease());
    }

    /** Takes up parts that are stored, behind what is there. */
    @Transactional
    void advance(Admitted admitted, List<MediaFiles.Part> parts, byte[] digest) {
        add(written(admitted), parts, digest);
    }

    /**
     * Takes up the last parts; the bytes go on to be processed, unless they are here already or are
     * not the right ones, when the upload ends.
     */
    @Transactional
    Ending finish(Admitted admitted, List<MediaFiles.Part> parts, RunningSha256 digest) {
        Upload upload = written(admitted);
        add(upload, parts, digest.state());
        String sha256 = digest.hex();
        if (upload.promisedSha256() != null && !upload.promisedSha256().equals(sha256)) {
            List<String> keys = remove(upload);
            return new Ending.Corrupt(upload.promisedSha256(), sha256, keys);
        }
        Optional<UUID> existing = processings.itemWith(sha256);
        if (existing.isEmpty()
                && !processings.begin(
                        new NewOriginal(
                                upload.id(),
                                upload.itemId(),
                                upload.purpose(),
                                upload.filename(),
                                upload.length(),
                                sha256))) {
            // Somebody has finished with the same bytes at the same time.
            existing = processings.itemWith(sha256);
        }
        if (existing.isPresent()) {
            return new Ending.Duplicate(existing.get(), remove(upload));
        }
        upload.complete(clock.instant().plus(settings.completeFor()));
        return new Ending.Complete();
    }

    /** Lets the next request in. */
    @Transactional
    void leave(Admitted admitted) {
        uploads.findWrittenBy(admitted.upload(), admitted.request())
                .ifPresent(Upload::dismissWriter);
    }

    /**
     * Ends an upload for good; what was complete stays where it went.
     *
     * @return what it leaves in the file store
     */
    @Transactional
    List<String> terminate(UUID id, String principal) {
        Upload upload = alive(uploads.findLocked(id, principal), clock.instant());
        if (upload.isComplete()) {
            throw Problems.of(ProblemType.UPLOAD_COMPLETE);
        }
        return remove(upload);
    }

    private List<String> remove(Upload upload) {
        // What was added a moment ago is not in the database yet.
        uploads.flush();
        List<String> keys = uploads.keys(upload.id());
        uploads.delete(upload);
        return keys;
    }

    private void add(Upload upload, List<MediaFiles.Part> parts, byte[] digest) {
        long end = upload.received();
        for (MediaFiles.Part part : parts) {
            uploads.addPart(upload.id(), end, part);
            end += part.sizeBytes();
        }
        Instant now = clock.instant();
        upload.advance(end, digest, now.plus(settings.lifetime()), now, settings.writerLease());
    }

    private Upload written(Admitted admitted) {
        return uploads.findWrittenBy(admitted.upload(), admitted.request())
                .orElseThrow(() -> Problems.of(ProblemType.UPLOAD_LOCKED));
    }
}
