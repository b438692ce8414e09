package tv.natomultimedia.media.ingest.processing;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;
import tv.natomultimedia.media.catalogue.Rendition;
import tv.natomultimedia.media.file.MediaFiles;
import tv.natomultimedia.media.file.StoredFile;
import tv.natomultimedia.media.ingest.probing.FileKind.Category;
import tv.natomultimedia.media.ingest.probing.Probe;
import tv.natomultimedia.media.ingest.probing.ProbedFile;
import tv.natomultimedia.media.ingest.probing.Refusal;
import tv.natomultimedia.media.ingest.probing.RefusedFileException;
import tv.natomultimedia.media.ingest.probing.StoppedException;
import tv.natomultimedia.media.ingest.probing.Tools;

/** The steps before everything is put into the catalogue. Each may be begun anew at any time. */
@ApplicationScoped
class Steps {

    private static final long TOLD_EVERY_NANOS = 1_000_000_000L;
    private static final int BUFFER = 1024 * 1024;

    private final ProcessingQueue queue;
    private final Probe probe;
    private final Tools tools;
    private final MediaFiles files;

    Steps(ProcessingQueue queue, Probe probe, Tools tools, MediaFiles files) {
        this.queue = queue;
        this.probe = probe;
        this.tools = tools;
        this.files = files;
    }

    /**
     * Does one step.
     *
     * @return what is not needed any more in the file store
     * @throws RefusedFileException when the file does not get into the catalogue
     */
    List<String> run(Job job, String step, Scratch scratch, BooleanSupplier isStopped)
            throws IOException {
        Work work = new Work(job, step, scratch, isStopped);
        switch (step) {
            case StepName.STORE -> {
                return work.store();
            }
            case StepName.PROBE -> work.look();
            case StepName.THUMBNAILS -> work.makeThumbnails();
            default -> work.make();
        }
        return List.of();
    }

    /** One step of one file. */
    private final class Work {

        private final Job job;
        private final String step;
        private final Scratch scratch;
        private final BooleanSupplier isStopped;
        private long toldAt = System.nanoTime();

        Work(Job job, String step, Scratch scratch, BooleanSupplier isStopped) {
            this.job = job;
            this.step = step;
            this.scratch = scratch;
            this.isStopped = isStopped;
        }

        List<String> store() throws IOException {
            if (files.size(job.originalKey()).orElse(-1) != job.sizeBytes()) {
                files.compose(job.originalKey(), queue.parts(job));
            }
            String found = sha256(scratch.local(job.originalKey()));
            if (!found.equals(job.sha256())) {
                throw new RefusedFileException(Refusal.STORAGE_FAILED, found);
            }
            return queue.completeStore(job);
        }

        void look() throws IOException {
            Path original = scratch.local(job.originalKey());
            ProbedFile found = probe.look(original, job.filename(), isStopped);
            Plan.requireFitting(job, found);
            queue.completeProbe(job, found, Plan.steps(job.purpose(), found));
        }

        void make() throws IOException {
            ProbedFile original = queue.original(job);
            Input input = new Input(job.originalKey(), original.demuxer());
            MadeFile.Use use =
                    step.equals(StepName.POSTER) ? MadeFile.Use.POSTER : MadeFile.Use.RENDITION;
            queue.complete(job, step, StepOutput.of(List.of(made(use, input, recipe(original)))));
        }

        /** Smaller ones of the poster. */
        void makeThumbnails() throws IOException {
            MadeFile poster =
                    queue.made(job).stream()
                            .filter(file -> file.use() == MadeFile.Use.POSTER)
                            .findFirst()
                            .orElseThrow();
            Input input = new Input(poster.key(), poster.probed().demuxer());
            List<MadeFile> made = new ArrayList<>();
            for (int width : Plan.THUMBNAILS) {
                if (made.isEmpty() || poster.probed().width() > made.getLast().probed().width()) {
                    made.add(made(MadeFile.Use.THUMBNAIL, input, Recipe.picture(width)));
                }
            }
            queue.complete(job, step, StepOutput.of(made));
        }

        private Rendition.Purpose purpose() {
            return switch (step) {
                case StepName.POSTER, StepName.THUMBNAILS -> null;
                case StepName.PREVIEW -> Rendition.Purpose.PREVIEW;
                case StepName.AUDIO -> Rendition.Purpose.AUDIO;
                default -> Rendition.Purpose.WEB;
            };
        }

        private Recipe recipe(ProbedFile original) {
            return switch (step) {
                case StepName.POSTER -> Recipe.poster(original);
                case StepName.PREVIEW -> preview(original);
                case StepName.AUDIO -> Recipe.sound(original);
                case StepName.WEB -> Recipe.picture(Plan.WEB_PICTURE);
                default -> Recipe.video(original, Plan.lines(step));
            };
        }

        private static Recipe preview(ProbedFile original) {
            return switch (original.category()) {
                case VIDEO ->
                        Recipe.videoPreview(
                                original,
                                Math.min(Plan.PREVIEW_LINES, Plan.even(original.lines())));
                case AUDIO -> Recipe.soundPreview(original);
                case IMAGE -> Recipe.picture(Plan.PREVIEW_PICTURE);
            };
        }

        /** A stored file, and who reads it. */
        private record Input(String key, String demuxer) {}

        private MadeFile made(MadeFile.Use use, Input input, Recipe recipe) throws IOException {
            Path output = scratch.newFile(recipe.filename());
            try {
                tools.make(
                        new Tools.Order(
                                scratch.local(input.key()),
                                input.demuxer(),
                                recipe.before(),
                                recipe.after(),
                                output,
                                recipe.seconds()),
                        this::tell,
                        isStopped);
                ProbedFile probed = probe.look(output, recipe.filename(), isStopped);
                requireAsOrdered(recipe, probed);
                String key = Processings.newKey(job.itemId());
                try (InputStream content = Files.newInputStream(output)) {
                    StoredFile stored = files.put(key, content);
                    return new MadeFile(
                            use, purpose(), key, stored.sizeBytes(), stored.sha256(), probed);
                }
            } finally {
                Files.deleteIfExists(output);
            }
        }

        /** ffmpeg ends well, too, with a source that breaks off. */
        private static void requireAsOrdered(Recipe recipe, ProbedFile probed) {
            boolean asLong =
                    probed.category() == Category.IMAGE
                            || Math.abs(probed.durationSeconds() - recipe.seconds())
                                    <= Math.max(1, recipe.seconds() / 20);
            if (!asLong) {
                throw new RefusedFileException(
                        Refusal.ENCODING_FAILED, probed.durationSeconds() + " s came out");
            }
        }

        private String sha256(Path file) throws IOException {
            MessageDigest digest = newDigest();
            long done = 0;
            byte[] buffer = new byte[BUFFER];
            try (InputStream content = Files.newInputStream(file)) {
                for (int more; (more = content.read(buffer)) >= 0; ) {
                    if (isStopped.getAsBoolean()) {
                        throw new StoppedException();
                    }
                    digest.update(buffer, 0, more);
                    done += more;
                    tell((double) done / job.sizeBytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        }

        /** Not more often than anybody looks. */
        private void tell(double progress) {
            long now = System.nanoTime();
            if (now - toldAt >= TOLD_EVERY_NANOS) {
                toldAt = now;
                queue.progress(job, step, Math.clamp(progress, 0, 1));
            }
        }
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
