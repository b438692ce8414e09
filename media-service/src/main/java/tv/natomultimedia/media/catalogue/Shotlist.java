package tv.natomultimedia.media.catalogue;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Shotlists as newsrooms print them. */
final class Shotlist {

    private Shotlist() {}

    /** One line for each shot, and one for what is said in it; null when there are none. */
    static String text(List<Shot> shots) {
        return shots.isEmpty() ? null : shots.stream().map(Shotlist::line).collect(joining("\n"));
    }

    private static String line(Shot shot) {
        String setting =
                Stream.of(capitalised(shot.kind()), shot.location())
                        .filter(Objects::nonNull)
                        .collect(joining(", "));
        StringBuilder line = new StringBuilder();
        line.append(shot.number())
                .append(". ")
                .append(shot.in())
                .append('-')
                .append(shot.out())
                .append(' ')
                .append(setting)
                .append(setting.isEmpty() ? "" : ": ")
                .append(shot.description());
        if (shot.speaker() != null || shot.verbatim() != null) {
            line.append("\n   ").append(shot.speaker() == null ? "" : shot.speaker());
            if (shot.language() != null) {
                line.append(shot.speaker() == null ? "" : " ")
                        .append('(')
                        .append(shot.language())
                        .append(')');
            }
            if (shot.verbatim() != null) {
                line.append(": \u201c").append(shot.verbatim()).append('\u201d');
            }
        }
        return line.toString();
    }

    private static String capitalised(String kind) {
        return kind == null || kind.isEmpty()
                ? null
                : kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
    }
}
