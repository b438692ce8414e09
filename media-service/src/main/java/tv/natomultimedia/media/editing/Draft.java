package tv.natomultimedia.media.editing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.media.catalogue.ItemType;

/**
 * What editors say of an item, as they write it: the members of the item that are theirs, with
 * places, topics and collections by id or slug. What is left out is null, and means nothing.
 */
@Schema(
        name = "MediaItemDraft",
        description =
                "What editors say of an item. Places, topics and collections are named by id or"
                        + " slug.",
        examples =
                """
                {"type": "video", "language": "en", "title": "Soldiers on parade in Riga",
                 "location": "riga", "topics": ["exercises"], "credit": "NATO",
                 "shotlist": [{"in": "00:00:00:00", "out": "00:00:02:20", "kind": "wide",
                 "description": "Soldiers on parade"}]}\
                """)
record Draft(
        @NotNull @Schema(required = true, description = "Fixed once the item is there.")
                ItemType type,
        @Size(max = 200)
                @Pattern(regexp = "[a-z0-9]+(-[a-z0-9]+)*")
                @Schema(
                        examples = "soldiers-on-parade-in-riga",
                        description =
                                "Made of the title when left out. A former one leads to the item.")
                String slug,
        @NotNull
                @Size(max = 35)
                @Pattern(regexp = LANGUAGE)
                @Schema(required = true, examples = "en")
                String language,
        @NotBlank @Size(max = 300) @Schema(required = true) String title,
        @Size(max = 300) String headline,
        @Size(max = 2_000) String summary,
        @Size(max = 20_000) String description,
        @Valid
                @Schema(
                        description =
                                "The text that an item of any type may have; one without words is"
                                        + " none.")
                Body body,
        @Size(max = 20_000) String storyline,
        @Size(max = 500) List<@NotNull @Valid DraftShot> shotlist,
        @Size(max = 200) @Schema(examples = "riga") String location,
        Instant filmedAt,
        @Size(max = 20)
                List<@NotNull @Size(max = 35) @Pattern(regexp = LANGUAGE) String> soundLanguages,
        @Size(max = 50) List<@NotNull @Size(max = 200) String> topics,
        @Size(max = 20) List<@NotNull @Size(max = 200) String> collections,
        @Size(max = 200) List<@NotNull @Valid Somebody> persons,
        @Size(max = 100) List<@NotBlank @Size(max = 100) String> keywords,
        @Size(max = 500) String credit,
        @Positive @Schema(description = "Those in force when left out.", examples = "1")
                Integer usageTermsVersion,
        @Size(max = 5_000) String restrictions,
        @Size(max = 500) String contact,
        @DecimalMin("0") @DecimalMax("10000000") Double durationSeconds,
        @Schema(description = "When the item is withdrawn by itself.") Instant rightsExpireAt,
        @Schema(
                        description =
                                "Of an item under embargo only: another time moves its release,"
                                        + " null makes it a draft again.")
                Instant embargoedUntil,
        @Schema(
                        description =
                                "Joins the translations of that item; null leaves them. Not told"
                                        + " here again, but in `translations`.")
                UUID translationOf,
        @Size(max = 50) List<@NotNull @Valid Related> related) {

    static final String LANGUAGE = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}";

    /** The text of an item. */
    @Schema(name = "MediaBodyDraft")
    record Body(
            @NotNull
                    @Size(max = 300_000)
                    @Schema(
                            required = true,
                            description = "HTML; what is not the markup of a text is taken out.")
                    String html) {}

    /** One line of a shotlist; they are numbered in their order. */
    @Schema(name = "ShotDraft")
    record DraftShot(
            @Schema(description = "Its place in the list, counted from 1; may be left out.")
                    Integer number,
            @NotNull @Pattern(regexp = TIME_CODE) @Schema(required = true, examples = "00:00:02:20")
                    String in,
            @NotNull @Pattern(regexp = TIME_CODE) @Schema(required = true, examples = "00:00:04:00")
                    String out,
            @Size(max = 50) @Schema(examples = "soundbite") String kind,
            @Size(max = 300) String location,
            @NotBlank @Size(max = 2_000) @Schema(required = true) String description,
            @Size(max = 300) String speaker,
            @Size(max = 35) @Pattern(regexp = LANGUAGE) String language,
            @Size(max = 5_000) String verbatim) {

        private static final String TIME_CODE = "[0-9]{2}:[0-5][0-9]:[0-5][0-9][:;][0-9]{2}";
    }

    /** Somebody who is seen, heard or written about. */
    @Schema(name = "MediaPersonDraft")
    record Somebody(
            @NotBlank @Size(max = 200) @Schema(required = true) String name,
            @Size(max = 300) String role) {}

    /** Another item that belongs to this one. */
    @Schema(name = "MediaRelationDraft")
    record Related(
            @NotNull @Schema(required = true) UUID id,
            @NotNull
                    @Size(max = 50)
                    @Pattern(regexp = "[a-z]+(-[a-z]+)*")
                    @Schema(required = true, examples = "b-roll-of")
                    String relation) {}

    Draft {
        shotlist = Objects.requireNonNullElse(shotlist, List.of());
        soundLanguages = Objects.requireNonNullElse(soundLanguages, List.of());
        topics = Objects.requireNonNullElse(topics, List.of());
        collections = Objects.requireNonNullElse(collections, List.of());
        persons = Objects.requireNonNullElse(persons, List.of());
        keywords = Objects.requireNonNullElse(keywords, List.of());
        related = Objects.requireNonNullElse(related, List.of());
    }
}
