package tv.natomultimedia.media.demonstration;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.quarkus.runtime.util.ClassPathUtils;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tv.natomultimedia.media.catalogue.Correction;
import tv.natomultimedia.media.catalogue.Person;
import tv.natomultimedia.media.catalogue.Shot;
import tv.natomultimedia.media.taxonomy.Names;

/** The files of the sample catalogue, as they lie in the jar. */
final class Samples {

    private static final String FOLDER = "demonstration/";
    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    /** A topic or collection. */
    record Term(String slug, Names names) {}

    /** A location. */
    record Place(String slug, Names names, String country, Double latitude, Double longitude) {}

    /** Another item, by its slug. */
    record Relation(String slug, String relation) {}

    /** An item without its files. */
    record Item(
            String slug,
            String type,
            String status,
            String notice,
            String language,
            String translationOf,
            String title,
            String headline,
            String summary,
            String description,
            String body,
            String storyline,
            List<Shot> shotlist,
            String location,
            Instant filmedAt,
            Instant publishedAt,
            Instant embargoedUntil,
            Instant rightsExpireAt,
            List<String> soundLanguages,
            List<String> topics,
            List<Person> persons,
            List<String> keywords,
            String credit,
            String restrictions,
            String contact,
            List<String> collections,
            List<Relation> related,
            List<Correction> corrections) {}

    /** The files of an item, as they were measured. */
    record ItemFiles(
            Double durationSeconds,
            Picture poster,
            List<Picture> thumbnails,
            List<Captions> captions,
            List<Rendition> renditions) {}

    /** A poster or thumbnail. */
    record Picture(
            String file,
            int width,
            int height,
            String mediaType,
            String alt,
            long sizeBytes,
            String sha256) {}

    /** Timed text. */
    record Captions(
            String language,
            String kind,
            String label,
            @JsonProperty("default") boolean byDefault,
            String file,
            long sizeBytes,
            String sha256) {}

    /** A file to download. */
    record Rendition(
            String name,
            String purpose,
            String access,
            String file,
            String mediaType,
            String container,
            String videoCodec,
            String audioCodec,
            Integer width,
            Integer height,
            Double frameRate,
            Long bitRateBps,
            Double durationSeconds,
            long sizeBytes,
            String sha256) {}

    List<Term> topics() {
        return List.of(read("topics.json", Term[].class));
    }

    List<Term> collections() {
        return List.of(read("collections.json", Term[].class));
    }

    List<Place> locations() {
        return List.of(read("locations.json", Place[].class));
    }

    Map<String, ItemFiles> files() {
        return read(
                "files.json",
                MAPPER.getTypeFactory().constructMapType(Map.class, String.class, ItemFiles.class));
    }

    /** In the order of their publication. */
    List<Item> items() {
        List<Item> items = new ArrayList<>();
        try {
            ClassPathUtils.consumeAsPaths(
                    loader(),
                    FOLDER + "items",
                    folder -> {
                        try (Stream<Path> entries = Files.list(folder)) {
                            entries.filter(entry -> entry.toString().endsWith(".json"))
                                    .map(Samples::item)
                                    .forEach(items::add);
                        } catch (IOException failure) {
                            throw new UncheckedIOException(failure);
                        }
                    });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        items.sort(
                Comparator.comparing(
                                Item::publishedAt, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Item::slug));
        return items;
    }

    /** One of the files that {@link #files} names. */
    InputStream open(String file) {
        return resource("files/" + file);
    }

    private static Item item(Path path) {
        try {
            return MAPPER.readValue(Files.readAllBytes(path), Item.class);
        } catch (IOException failure) {
            throw new UncheckedIOException(path.toString(), failure);
        }
    }

    private static <T> T read(String file, Class<T> type) {
        return read(file, MAPPER.constructType(type));
    }

    private static <T> T read(String file, JavaType type) {
        try (InputStream content = resource(file)) {
            return MAPPER.readValue(content, type);
        } catch (IOException failure) {
            throw new UncheckedIOException(file, failure);
        }
    }

    private static InputStream resource(String path) {
        InputStream content = loader().getResourceAsStream(FOLDER + path);
        if (content == null) {
            throw new UncheckedIOException(new FileNotFoundException(FOLDER + path));
        }
        return content;
    }

    private static ClassLoader loader() {
        return Thread.currentThread().getContextClassLoader();
    }
}
