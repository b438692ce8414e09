package tv.natomultimedia.media.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One line of a shotlist.
 *
 * @param number counted from 1
 * @param in time code of the first frame, {@code HH:MM:SS:FF}
 * @param out time code after the last frame
 * @param kind the framing, such as wide, close-up, aerial, soundbite
 * @param location what the place is called in the shotlist
 * @param description what is seen
 * @param speaker who speaks, or null
 * @param language what is spoken (BCP 47), or null
 * @param verbatim the words spoken, or null
 */
@Schema(name = "Shot", description = "One line of a shotlist.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Shot(
        @Schema(examples = "4") int number,
        @Schema(examples = "00:00:02:20") String in,
        @Schema(examples = "00:00:04:00") String out,
        @Schema(examples = "soundbite", nullable = true) String kind,
        @Schema(examples = "United Nations Headquarters, press area", nullable = true)
                String location,
        @Schema(examples = "Medium shot, Lindqvist at the microphone") String description,
        @Schema(examples = "Margarethe Lindqvist, spokesperson", nullable = true) String speaker,
        @Schema(examples = "en", nullable = true) String language,
        @Schema(examples = "We came to listen to partners.", nullable = true) String verbatim) {}
