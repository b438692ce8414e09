package tv.natomultimedia.media.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Somebody who is seen, heard or written about.
 *
 * @param name as the person spells it
 * @param role the office held at the time, or null
 */
@Schema(name = "MediaPerson", description = "Somebody who is seen, heard or written about.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Person(
        @Schema(examples = "Jens Stoltenberg") String name,
        @Schema(examples = "NATO Secretary General", nullable = true) String role) {}
