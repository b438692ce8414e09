package tv.natomultimedia.media.catalogue;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * What editors write about an item, apart from its life cycle; replaced as a whole, so that each
 * version has one. Texts are null and lists empty where there is nothing to say.
 *
 * @param language of the texts, BCP 47
 * @param bodyHtml the text of the item, as sanitised HTML; {@code bodyText} is the same without
 *     markup
 * @param locationId where it was made; null when unknown
 * @param topicIds in the order of importance, each once
 * @param usageTermsVersion the terms under which it is offered
 * @param durationSeconds of the picture or sound; null for stories and images
 */
@Embeddable
public record ItemContent(
        String language,
        String title,
        String headline,
        String summary,
        String description,
        @Column(name = "body_html") String bodyHtml,
        @Column(name = "body_text") String bodyText,
        String storyline,
        @JdbcTypeCode(SqlTypes.JSON) List<Shot> shotlist,
        @Column(name = "location_id") UUID locationId,
        @Column(name = "filmed_at") Instant filmedAt,
        @Column(name = "sound_languages") @JdbcTypeCode(SqlTypes.ARRAY) List<String> soundLanguages,
        @Column(name = "topic_ids") @JdbcTypeCode(SqlTypes.ARRAY) List<UUID> topicIds,
        @Column(name = "collection_ids") @JdbcTypeCode(SqlTypes.ARRAY) List<UUID> collectionIds,
        @JdbcTypeCode(SqlTypes.JSON) List<Person> persons,
        @JdbcTypeCode(SqlTypes.ARRAY) List<String> keywords,
        String credit,
        @Column(name = "usage_terms_version") int usageTermsVersion,
        String restrictions,
        String contact,
        @Column(name = "duration_seconds") Double durationSeconds,
        @JdbcTypeCode(SqlTypes.JSON) List<Correction> corrections) {

    public ItemContent {
        requireNonNull(language);
        requireNonNull(title);
        shotlist = List.copyOf(shotlist);
        soundLanguages = List.copyOf(soundLanguages);
        topicIds = List.copyOf(topicIds);
        collectionIds = List.copyOf(collectionIds);
        persons = List.copyOf(persons);
        keywords = List.copyOf(keywords);
        corrections = List.copyOf(corrections);
    }

    /** The same, with how long it is to watch or to hear. */
    public ItemContent lasting(double seconds) {
        return new ItemContent(
                language,
                title,
                headline,
                summary,
                description,
                bodyHtml,
                bodyText,
                storyline,
                shotlist,
                locationId,
                filmedAt,
                soundLanguages,
                topicIds,
                collectionIds,
                persons,
                keywords,
                credit,
                usageTermsVersion,
                restrictions,
                contact,
                seconds,
                corrections);
    }

    /** The same with one more correction. */
    ItemContent with(Correction correction) {
        List<Correction> all = new ArrayList<>(corrections);
        all.add(correction);
        return new ItemContent(
                language,
                title,
                headline,
                summary,
                description,
                bodyHtml,
                bodyText,
                storyline,
                shotlist,
                locationId,
                filmedAt,
                soundLanguages,
                topicIds,
                collectionIds,
                persons,
                keywords,
                credit,
                usageTermsVersion,
                restrictions,
                contact,
                durationSeconds,
                all);
    }
}
