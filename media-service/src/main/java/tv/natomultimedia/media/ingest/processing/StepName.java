package tv.natomultimedia.media.ingest.processing;

/** What the steps are called, and where those come that not every file goes through. */
final class StepName {

    /** Joining what was uploaded, and comparing it with what was received. */
    static final String STORE = "store";

    /** Finding out what it is. */
    static final String PROBE = "probe";

    /** Putting everything into the catalogue. */
    static final String PUBLISH = "publish";

    static final String POSTER = "poster";
    static final String THUMBNAILS = "thumbnails";
    static final String PREVIEW = "preview";
    static final String AUDIO = "audio";

    /** Followed by the lines of a video, as in {@code web-720p}, or nothing more for a picture. */
    static final String WEB = "web";

    static final int FIRST = 0;
    static final int LAST = 100;

    private StepName() {}
}
