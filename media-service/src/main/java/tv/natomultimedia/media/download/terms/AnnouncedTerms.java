package tv.natomultimedia.media.download.terms;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Terms that are in force, or will be, as an administrator sees them. */
@Schema(name = "AnnouncedUsageTerms")
record AnnouncedTerms(
        @Schema(examples = "2") int version,
        Instant effectiveAt,
        @Schema(description = "In every language that they were given in.")
                List<UsageTerms> texts) {}
