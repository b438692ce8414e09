package tv.natomultimedia.media.feed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tv.natomultimedia.media.representation.Format;

/**
 * What a feed can be had as, each under an address of its own. Readers that ask for plain XML or
 * JSON get the same under that name.
 */
enum FeedFormat {
    RSS("application/rss+xml", "application/xml", "text/xml"),
    ATOM("application/atom+xml", "application/xml", "text/xml"),
    JSON("application/feed+json", "application/json");

    private final List<Format> formats;

    FeedFormat(String... mediaTypes) {
        List<Format> all = new ArrayList<>();
        for (String mediaType : mediaTypes) {
            all.add(new Format(mediaType, extension() + (all.isEmpty() ? "" : all.size())));
        }
        formats = List.copyOf(all);
    }

    static Optional<FeedFormat> ofExtension(String extension) {
        return Arrays.stream(values())
                .filter(format -> format.extension().equals(extension))
                .findFirst();
    }

    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    String mediaType() {
        return formats.getFirst().mediaType();
    }

    List<Format> formats() {
        return formats;
    }
}
