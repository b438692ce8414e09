package tv.natomultimedia.media.editing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Speaking addresses. One that an item once had stays its own, so that old links lead to it for
 * ever.
 */
@ApplicationScoped
class Slugs {

    private static final Pattern LIKE_AN_ID =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** What has a meaning of its own below {@code /v1/media}. */
    private static final Set<String> RESERVED = Set.of("suggestions");

    private static final int LONGEST_MADE = 80;
    private static final String NAMELESS = "item";

    private final EntityManager database;

    Slugs(EntityManager database) {
        this.database = database;
    }

    /** The slug, if it may be this item's; nobody else can take it until the transaction ends. */
    void claim(String slug, UUID item, Faults faults) {
        if (!isFree(slug, item)) {
            faults.add("/slug", "taken");
        }
    }

    /** A free slug made of a title; nobody else can take it until the transaction ends. */
    String make(String title, UUID item) {
        String plain =
                Normalizer.normalize(title, Normalizer.Form.NFKD)
                        .replaceAll("\\p{M}+", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        String slug =
                plain.length() > LONGEST_MADE
                        ? plain.substring(0, LONGEST_MADE).replaceAll("-[^-]*$", "")
                        : plain;
        slug = slug.isEmpty() ? NAMELESS : slug;
        if (isFree(slug, item)) {
            return slug;
        }
        // Random, so that it says nothing of how many there are.
        return slug + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private boolean isFree(String slug, UUID item) {
        if (RESERVED.contains(slug) || LIKE_AN_ID.matcher(slug).matches()) {
            return false;
        }
        database.createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(7031946, hashtext(:slug))")
                .setParameter("slug", slug)
                .getSingleResult();
        return (Boolean)
                database.createNativeQuery(
                                """
                                SELECT NOT EXISTS (SELECT FROM item WHERE slug = :slug AND id <> :item)
                                    AND NOT EXISTS (SELECT FROM former_slug WHERE slug = :slug AND item_id <> :item)
                                """)
                        .setParameter("slug", slug)
                        .setParameter("item", item)
                        .getSingleResult();
    }
}
