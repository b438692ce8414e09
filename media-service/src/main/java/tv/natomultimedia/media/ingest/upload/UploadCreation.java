package tv.natomultimedia.media.ingest.upload;

import com.fasterxml.uuid.Generators;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import tv.natomultimedia.media.catalogue.Item;
import tv.natomultimedia.media.catalogue.ItemStatus;
import tv.natomultimedia.media.catalogue.Items;
import tv.natomultimedia.media.ingest.processing.Processings;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/** Begins uploads, within what one editor may have going on. */
@ApplicationScoped
class UploadCreation {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int RETRY_AFTER_SECONDS = 60;

    private final Uploads uploads;
    private final Items items;
    private final Processings processings;
    private final UploadSettings settings;
    private final Clock clock;

    UploadCreation(
            Uploads uploads,
            Items items,
            Processings processings,
            UploadSettings settings,
            Clock clock) {
        this.uploads = uploads;
        this.items = items;
        this.processings = processings;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Begins an upload, of a length that fits.
     *
     * @throws HttpProblem 404 when there is no such item, 410 {@code killed} when nothing comes to
     *     it any more, 422 {@code duplicate-file} when the bytes that are promised are here, 429
     *     {@code quota-exceeded}
     */
    @Transactional
    UploadProgress create(String principal, UploadMetadata metadata, long length) {
        requireItem(metadata.mediaId());
        if (metadata.sha256() != null) {
            processings.itemWith(metadata.sha256()).ifPresent(UploadCreation::refuseDuplicate);
        }
        Instant now = clock.instant();
        uploads.queue(principal);
        requireQuota(uploads.load(principal, now, now.minus(DAY)), length);
        UUID id = Generators.timeBasedEpochGenerator().generate();
        Upload upload =
                new Upload(id, principal, metadata, length, now, now.plus(settings.lifetime()));
        uploads.persist(upload);
        return UploadProgress.of(upload);
    }

    /** 413 for a file that is too large, 400 for one that has no bytes, whatever it is. */
    void requireFitting(long length) {
        if (length == 0) {
            throw Tus.refused(Tus.LENGTH, "out-of-range");
        }
        if (length > settings.maxSize().asLongValue()) {
            throw Problems.of(ProblemType.PAYLOAD_TOO_LARGE);
        }
    }

    static void refuseDuplicate(UUID existingItem) {
        throw Problems.builder(ProblemType.DUPLICATE_FILE)
                .with("existingItemId", existingItem.toString())
                .build();
    }

    private void requireItem(UUID id) {
        Item item =
                items.findByIdOptional(id).orElseThrow(() -> Problems.of(ProblemType.NOT_FOUND));
        if (item.status() == ItemStatus.KILLED) {
            throw Problems.builder(ProblemType.KILLED)
                    .with("itemId", id.toString())
                    .with("notice", item.notice().orElse(""))
                    .build();
        }
    }

    private void requireQuota(Uploads.Load load, long length) {
        if (load.open() >= settings.openPerEditor()) {
            throw exceeded("openUploads", settings.openPerEditor(), load.open(), 1);
        }
        long most = settings.bytesPerDay().asLongValue();
        if (load.bytesOfTheDay() + length > most) {
            throw exceeded("uploadBytesPerDay", most, load.bytesOfTheDay(), length);
        }
    }

    private static HttpProblem exceeded(String quota, long limit, long used, long requested) {
        return Problems.builder(ProblemType.UPLOAD_QUOTA_EXCEEDED)
                .withHeader("Retry-After", RETRY_AFTER_SECONDS)
                .with("quota", quota)
                .with("limit", limit)
                .with("used", used)
                .with("requested", requested)
                .build();
    }
}
