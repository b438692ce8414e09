package tv.natomultimedia.media.listing;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;
import tv.natomultimedia.media.problem.Violation;

/** A path segment by which something is named: its id or its slug. */
public sealed interface IdOrSlug {

    /** The id, in its canonical form. */
    record Id(UUID id) implements IdOrSlug {}

    /** What has the form of a slug. */
    record Slug(String slug) implements IdOrSlug {}

    /** Reads a path parameter; 400 when it can be neither. */
    static IdOrSlug read(String parameter, String text) {
        if (Forms.ID.matcher(text).matches()) {
            return new Id(UUID.fromString(text));
        }
        if (Forms.SLUG.matcher(text).matches()) {
            return new Slug(text);
        }
        throw Problems.violated(
                ProblemType.INVALID_PARAMETER,
                List.of(Violation.of(Violation.In.PATH, parameter, "not-an-id-or-slug")));
    }

    /** What ids and slugs look like. */
    final class Forms {
        private static final Pattern ID =
                Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
        private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9_.~-]{1,200}");

        private Forms() {}
    }
}
