package tv.natomultimedia.media.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.media.taxonomy.LocationView;
import tv.natomultimedia.media.taxonomy.TermView;

/** An item with everything that the public may know of it. Every member is always there. */
@Schema(
        name = "MediaItem",
        description =
                "An item with everything that the public may know of it. Every member is always"
                        + " there: null or an empty list where there is nothing.")
public record MediaItem(
        UUID id,
        @Schema(examples = "unga-2022-secretary-general-in-new-york") String slug,
        @Schema(examples = "2", description = "Counts the changes of the item.") int version,
        ItemType type,
        ItemStatus status,
        @Schema(examples = "NATO Secretary General at the UN General Assembly in New York")
                String title,
        @Schema(nullable = true) String headline,
        @Schema(nullable = true) String summary,
        @Schema(nullable = true) String description,
        @Schema(description = "The text of the item, if it has one.", nullable = true)
                MediaBody body,
        @Schema(nullable = true) String storyline,
        List<Shot> shotlist,
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
        @Schema(examples = "5", nullable = true) Number durationSeconds,
        @Schema(nullable = true) MediaPicture poster,
        List<MediaPicture> thumbnails,
        List<MediaCaptions> captions,
        List<MediaRendition> renditions,
        List<MediaRelation> related,
        List<Correction> corrections,
        MediaLinks links) {

    /** The shotlist as a text, as newsrooms print it; null when there is none. */
    @JsonProperty
    @Schema(
            examples = "1. 00:00:00:00-00:00:02:20 Wide, Riga: Soldiers on parade",
            description = "The shotlist as a text, one line for each shot.",
            nullable = true)
    public String shotlistText() {
        return Shotlist.text(shotlist);
    }

    static MediaItem of(
            ItemRows.Texts texts,
            List<MediaCaptions> captions,
            List<MediaRendition> renditions,
            List<MediaRelation> related) {
        ListedMediaItem listed = texts.listed();
        return new MediaItem(
                listed.id(),
                listed.slug(),
                listed.version(),
                listed.type(),
                listed.status(),
                listed.title(),
                listed.headline(),
                listed.summary(),
                texts.description(),
                texts.body(),
                texts.storyline(),
                texts.shotlist(),
                listed.location(),
                listed.filmedAt(),
                listed.publishedAt(),
                listed.updatedAt(),
                listed.embargoedUntil(),
                listed.rightsExpireAt(),
                listed.language(),
                listed.soundLanguages(),
                listed.translations(),
                listed.topics(),
                listed.persons(),
                listed.keywords(),
                listed.credit(),
                listed.usageTermsVersion(),
                listed.restrictions(),
                listed.contact(),
                listed.durationSeconds(),
                listed.poster(),
                listed.thumbnails(),
                captions,
                renditions,
                related,
                texts.corrections(),
                listed.links());
    }
}
