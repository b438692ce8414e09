package tv.natomultimedia.media.search;

import static java.util.stream.Collectors.toMap;

import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.RecordComponent;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import tv.natomultimedia.media.catalogue.ItemType;
import tv.natomultimedia.media.catalogue.ListedMediaItem;
import tv.natomultimedia.media.catalogue.Rendition;
import tv.natomultimedia.media.listing.ListParameters;

/**
 * What was asked of the catalogue. Within one filter any value may match, all filters must.
 *
 * @param words as typed; empty when items are only filtered
 * @param cursor of the page wanted; empty for the first
 * @param fields members of the items wanted; empty for all
 */
record SearchRequest(
        Optional<String> words,
        List<ItemType> types,
        List<String> topics,
        List<String> persons,
        List<String> locations,
        List<String> countries,
        List<String> languages,
        List<String> collections,
        List<Rendition.Purpose> purposes,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Instant> filmedFrom,
        Optional<Instant> filmedTo,
        Sort sort,
        List<Facet> facets,
        List<String> fields,
        Optional<String> cursor,
        int limit) {

    static final int LONGEST_QUERY = 200;

    private static final int LONGEST_VALUE = 200;
    private static final Set<String> PARAMETERS =
            Set.of(
                    "q",
                    "type",
                    "topic",
                    "person",
                    "location",
                    "country",
                    "language",
                    "from",
                    "to",
                    "filmedFrom",
                    "filmedTo",
                    "collection",
                    "hasRendition",
                    "sort",
                    "facets",
                    "fields",
                    "cursor",
                    "limit");
    private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");
    private static final Pattern LANGUAGE =
            Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}");
    private static final Map<String, ItemType> TYPES =
            Arrays.stream(ItemType.values())
                    .collect(toMap(ItemType::wireName, Function.identity()));
    private static final Map<String, Rendition.Purpose> PURPOSES =
            Arrays.stream(Rendition.Purpose.values())
                    .collect(toMap(Rendition.Purpose::wireName, Function.identity()));
    private static final Map<String, String> FIELDS =
            Arrays.stream(ListedMediaItem.class.getRecordComponents())
                    .map(RecordComponent::getName)
                    .collect(toMap(Function.identity(), Function.identity()));

    /** Reads all parameters; 400 with everything that is wrong with them. */
    static SearchRequest read(MultivaluedMap<String, String> query) {
        ListParameters given = new ListParameters(query, PARAMETERS);
        SearchRequest request =
                new SearchRequest(
                        words(given.one("q", LONGEST_QUERY)),
                        given.choices("type", TYPES),
                        given.any("topic", LONGEST_VALUE),
                        given.any("person", LONGEST_VALUE),
                        given.any("location", LONGEST_VALUE),
                        given.any("country", COUNTRY, "not-a-country").stream()
                                .map(country -> country.toUpperCase(Locale.ROOT))
                                .toList(),
                        given.any("language", LANGUAGE, "not-a-language").stream()
                                .map(tag -> Locale.forLanguageTag(tag).toLanguageTag())
                                .toList(),
                        given.any("collection", LONGEST_VALUE),
                        given.choices("hasRendition", PURPOSES),
                        given.time("from"),
                        given.time("to"),
                        given.time("filmedFrom"),
                        given.time("filmedTo"),
                        sort(given),
                        given.commaSeparated("facets", Facet.BY_NAME),
                        given.commaSeparated("fields", FIELDS),
                        given.cursor(),
                        given.limit());
        request.checkAgainstEachOther(given);
        given.check();
        return request;
    }

    /** What makes this list another list; paging, facets and fields do not. */
    String identity() {
        return List.of(
                        words,
                        sorted(types),
                        sorted(topics),
                        sorted(persons),
                        sorted(locations),
                        sorted(countries),
                        sorted(languages),
                        sorted(collections),
                        sorted(purposes),
                        from,
                        to,
                        filmedFrom,
                        filmedTo,
                        sort)
                .toString();
    }

    private void checkAgainstEachOther(ListParameters given) {
        if (isReversed(from, to)) {
            given.refuse("to", "reversed");
        }
        if (isReversed(filmedFrom, filmedTo)) {
            given.refuse("filmedTo", "reversed");
        }
        if (sort == Sort.RELEVANCE && words.isEmpty()) {
            given.refuse("sort", "needs-q");
        }
    }

    private static Sort sort(ListParameters given) {
        given.one("sort", LONGEST_VALUE);
        return given.choices("sort", Sort.BY_NAME).stream().findFirst().orElse(Sort.NEWEST);
    }

    /** Letters and their accents as one character, as the catalogue holds them. */
    static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static Optional<String> words(Optional<String> typed) {
        return typed.map(text -> composed(text).strip()).filter(text -> !text.isEmpty());
    }

    private static boolean isReversed(Optional<Instant> from, Optional<Instant> to) {
        return from.isPresent() && to.isPresent() && from.get().isAfter(to.get());
    }

    private static <T extends Comparable<? super T>> List<T> sorted(List<T> values) {
        return values.stream().sorted().toList();
    }
}
