package tv.natomultimedia.media.search;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The order of the items found. Items of the same moment are in the order of their ids. */
enum Sort {
    NEWEST("-publishedAt"),
    OLDEST("publishedAt"),
    RELEVANCE("relevance");

    static final Map<String, Sort> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(Sort::wireName, Function.identity()));

    private final String wireName;

    Sort(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }
}
