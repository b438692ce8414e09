package tv.natomultimedia.media.ingest.probing;

import java.util.Locale;

/** Why a file does not get into the catalogue, as editors are told. */
public enum Refusal {
    UNSUPPORTED_FORMAT("The file is of no kind that is taken here; playlists and scripts are not."),
    MISLABELLED("The ending of the file's name does not go with what is in it."),
    AMBIGUOUS("The file can be read as something else as well."),
    UNSUPPORTED_CODEC("Picture or sound is coded in a way that is not taken here."),
    FORBIDDEN_STREAM("The file carries attachments or other things that are not taken here."),
    WRONG_KIND("The file is not of the kind that the item and the purpose want."),
    UNREADABLE("The file is damaged."),
    TOO_LARGE("The picture is larger, or the file longer, than is taken here."),
    LIMITS_EXCEEDED("Working on the file took more time, memory or space than is allowed."),
    ENCODING_FAILED("A smaller version of the file could not be made."),
    STORAGE_FAILED("The bytes that were stored are not those that were received."),
    ITEM_GONE("The item was taken back for good meanwhile."),
    INTERNAL("Something went wrong on our side, several times."),
    TOOLS_MISSING("No ffmpeg is installed where this service runs; it goes on once there is one.");

    private final String message;

    Refusal(String message) {
        this.message = message;
    }

    /** The stable name, in kebab-case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What to tell a person. */
    public String message() {
        return message;
    }

    /** The one of this code. */
    public static Refusal ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
