package tv.natomultimedia.media.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.media.taxonomy.LocationView;
import tv.natomultimedia.media.taxonomy.TermView;

/** An item as lists show it: without its long texts and its files. */
@Schema(
        name = "ListedMediaItem",
        description =
                "An item as lists show it: without its long texts and its files; with `fields`, only the"
                        + " members asked for.",
        extensions = @Extension(name = "x-members-chosen-by", value = "fields"))
public record ListedMediaItem(
        UUID id,
        @Schema(examples = "unga-2022-new-york-broll") String slug,
        @Schema(examples = "2", description = "Counts the changes of the item.") int version,
        ItemType type,
        ItemStatus status,
        @Schema(examples = "B-roll: United Nations Headquarters") String title,
        @Schema(nullable = true) String headline,
        @Schema(nullable = true) String summary,
        @Schema(nullable = true) LocationView location,
        @Schema(nullable = true) Instant filmedAt,
        @Schema(nullable = true) Instant publishedAt,
        Instant updatedAt,
        @Schema(nullable = true) Instant embargoedUntil,
        @Schema(nullable = true) Instant rightsExpireAt,
        @Schema(examples = "en") String language,
        List<String> soundLanguages,
        List<MediaTranslation> translations,
        List<TermView> topics,
        List<Person> persons,
        List<String> keywords,
        @Schema(nullable = true) String credit,
        @Schema(examples = "1") int usageTermsVersion,
        @Schema(nullable = true) String restrictions,
        @Schema(nullable = true) String contact,
        @Schema(examples = "4", nullable = true) Number durationSeconds,
        @Schema(nullable = true) MediaPicture poster,
        List<MediaPicture> thumbnails,
        MediaLinks links,
        @JsonInclude(JsonInclude.Include.NON_NULL)
                @Schema(description = "Only where words were searched for.", nullable = true)
                Highlights highlights) {

    /** The same item with what was found in it. */
    public ListedMediaItem with(Highlights found) {
        return new ListedMediaItem(
                id,
                slug,
                version,
                type,
                status,
                title,
                headline,
                summary,
                location,
                filmedAt,
                publishedAt,
                updatedAt,
                embargoedUntil,
                rightsExpireAt,
                language,
                soundLanguages,
                translations,
                topics,
                persons,
                keywords,
                credit,
                usageTermsVersion,
                restrictions,
                contact,
                durationSeconds,
                poster,
                thumbnails,
                links,
                found);
    }
}
