package tv.natomultimedia.media.ingest.processing;

import java.util.List;
import tv.natomultimedia.media.ingest.probing.ProbedFile;

/**
 * What a step leaves for those after it.
 *
 * @param original what the uploaded file is; null of any step but the one that finds out
 */
record StepOutput(ProbedFile original, List<MadeFile> files) {

    static final StepOutput NOTHING = new StepOutput(null, List.of());

    static StepOutput of(ProbedFile original) {
        return new StepOutput(original, List.of());
    }

    static StepOutput of(List<MadeFile> files) {
        return new StepOutput(null, files);
    }
}
