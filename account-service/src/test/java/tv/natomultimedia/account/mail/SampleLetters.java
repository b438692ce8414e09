package tv.natomultimedia.account.mail;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;

/** One of every kind of letter there is, made from what its record says it needs. */
final class SampleLetters {

    static final String CODE = "428517";

    private SampleLetters() {}

    static Stream<Letter> all() {
        return Arrays.stream(Letter.class.getPermittedSubclasses()).map(SampleLetters::sample);
    }

    private static Letter sample(Class<?> kind) {
        RecordComponent[] components = kind.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components).map(SampleLetters::value).toArray();
        try {
            return (Letter) kind.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Object value(RecordComponent component) {
        return switch (component.getType().getSimpleName()) {
            case "UUID" -> UUID.fromString("019ab6c4-5b1e-7c3d-8f21-6a5b4c3d2e1f");
            case "Duration" -> Duration.ofMinutes(30);
            case "Instant" -> Instant.parse("2026-11-24T22:50:00Z");
            case "String" -> text(component.getName());
            default -> throw new AssertionError("no sample for " + component);
        };
    }

    private static String text(String name) {
        return switch (name) {
            case "code" -> CODE;
            case "network" -> "203.0.113.0/24";
            case "device" -> "Firefox on Linux";
            default -> "sample <" + name + "> & more";
        };
    }
}
