package tv.natomultimedia.media.taxonomy;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The words that items carry, many at a time. */
@ApplicationScoped
public class Taxonomies {

    private final Topics topics;
    private final Locations locations;

    Taxonomies(Topics topics, Locations locations) {
        this.topics = topics;
        this.locations = locations;
    }

    /** Topics by their ids. */
    public Map<UUID, TermView> topics(List<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return topics.among(ids).stream()
                .map(topic -> new TermView(topic.id(), topic.slug(), topic.names()))
                .collect(toMap(TermView::id, Function.identity()));
    }

    /** Locations by their ids. */
    public Map<UUID, LocationView> locations(List<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return locations.among(ids).stream()
                .map(
                        place ->
                                new LocationView(
                                        place.id(),
                                        place.slug(),
                                        place.names(),
                                        place.country(),
                                        place.latitude(),
                                        place.longitude()))
                .collect(toMap(LocationView::id, Function.identity()));
    }
}
