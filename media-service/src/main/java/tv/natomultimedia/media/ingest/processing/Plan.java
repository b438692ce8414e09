package tv.natomultimedia.media.ingest.processing;

import java.util.ArrayList;
import java.util.List;
import tv.natomultimedia.media.catalogue.Rendition;
import tv.natomultimedia.media.ingest.probing.FileKind.Category;
import tv.natomultimedia.media.ingest.probing.ProbedFile;
import tv.natomultimedia.media.ingest.probing.Refusal;
import tv.natomultimedia.media.ingest.probing.RefusedFileException;

/** What is made of which file. */
final class Plan {

    static final int PREVIEW_LINES = 270;
    static final int WEB_PICTURE = 1920;
    static final int PREVIEW_PICTURE = 960;
    static final List<Integer> THUMBNAILS = List.of(320, 640);

    private static final List<Integer> WEB_LINES = List.of(1080, 720);

    private Plan() {}

    /**
     * Refuses files that do not go with their item.
     *
     * @throws RefusedFileException when the item or the purpose wants another kind
     */
    static void requireFitting(Job job, ProbedFile file) {
        boolean isSound = job.purpose() == Rendition.Purpose.AUDIO;
        boolean fits =
                switch (job.itemType()) {
                    case VIDEO -> file.category() == (isSound ? Category.AUDIO : Category.VIDEO);
                    case IMAGE -> file.category() == Category.IMAGE;
                    case AUDIO -> file.category() == Category.AUDIO;
                    case STORY -> !isSound || file.category() == Category.AUDIO;
                };
        if (!fits) {
            throw new RefusedFileException(
                    Refusal.WRONG_KIND, file.category() + " for " + job.itemType());
        }
    }

    /** The steps between looking into the file and putting everything into the catalogue. */
    static List<String> steps(Rendition.Purpose purpose, ProbedFile file) {
        if (purpose != Rendition.Purpose.MASTER && purpose != Rendition.Purpose.BROADCAST) {
            // It was made elsewhere for just this purpose.
            return List.of();
        }
        return switch (file.category()) {
            case VIDEO -> ofVideo(file);
            case AUDIO -> List.of(StepName.PREVIEW, StepName.AUDIO);
            case IMAGE -> ofImage(file);
        };
    }

    private static List<String> ofVideo(ProbedFile file) {
        List<String> steps = new ArrayList<>(List.of(StepName.POSTER, StepName.THUMBNAILS));
        int most = even(file.lines());
        List<Integer> sizes = WEB_LINES.stream().filter(lines -> lines <= most).toList();
        for (int lines : sizes.isEmpty() ? List.of(most) : sizes) {
            steps.add(StepName.WEB + "-" + lines + "p");
        }
        steps.add(StepName.PREVIEW);
        if (file.hasSound()) {
            steps.add(StepName.AUDIO);
        }
        return steps;
    }

    private static List<String> ofImage(ProbedFile file) {
        List<String> steps = new ArrayList<>(List.of(StepName.POSTER, StepName.THUMBNAILS));
        if (file.width() > PREVIEW_PICTURE) {
            steps.add(StepName.WEB);
        }
        steps.add(StepName.PREVIEW);
        return steps;
    }

    /** How many lines a step such as {@code web-720p} makes. */
    static int lines(String step) {
        return Integer.parseInt(step, StepName.WEB.length() + 1, step.length() - 1, 10);
    }

    /** Codecs halve the resolution of colours. */
    static int even(int lines) {
        return lines / 2 * 2;
    }
}
