package tv.natomultimedia.media.erasure;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * Something that happened to an account. Kinds and members that are not known here are ignored, so
 * that account-service may be newer.
 *
 * @param id of the event; the same when it is told again
 * @param type such as {@code deleted}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record AccountEvent(
        @NotNull UUID id, @NotNull @Size(max = 64) String type, @NotNull @Valid Account account) {

    private static final String DELETED = "deleted";
    private static final String SUSPENDED = "suspended";

    /** The account. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Account(@NotNull UUID id) {}

    /** Whether the person may do nothing for now. */
    @JsonIgnore
    boolean isSuspension() {
        return type.equals(SUSPENDED);
    }

    /** Whether the person has left. */
    @JsonIgnore
    boolean isDeletion() {
        return type.equals(DELETED);
    }
}
