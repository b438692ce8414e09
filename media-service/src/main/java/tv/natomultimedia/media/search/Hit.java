package tv.natomultimedia.media.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/** An item that was found, with the values that it is sorted by. */
record Hit(UUID id, Instant publishedAt, float rank) {

    /** Out of three columns, of which the first is given. */
    static Hit read(ResultSet row, int first) throws SQLException {
        return new Hit(
                row.getObject(first, UUID.class),
                row.getObject(first + 1, OffsetDateTime.class).toInstant(),
                row.getFloat(first + 2));
    }

    /** What a cursor says of it. */
    List<String> position() {
        return List.of(publishedAt.toString(), id.toString(), Float.toString(rank));
    }

    /**
     * The hit that a cursor tells of. Cursors are ours, but may be of an earlier release.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 {@code cursor-invalid}
     */
    static Hit at(List<String> position) {
        try {
            return new Hit(
                    UUID.fromString(position.get(1)),
                    Instant.parse(position.get(0)),
                    Float.parseFloat(position.get(2)));
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException another) {
            throw Problems.of(ProblemType.CURSOR_INVALID);
        }
    }
}
