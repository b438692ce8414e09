package tv.natomultimedia.account.profile;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a merge patch of an account looks; only for the published document. */
@Schema(
        name = "AccountPatch",
        description = "Members to replace; null clears, what is left out stays.",
        examples = "{\"displayName\":\"Ada Example\",\"organisation\":null}")
record AccountPatch(
        @Schema(nullable = true, maxLength = 100) String displayName,
        @Schema(nullable = true, maxLength = 200) String organisation,
        @Schema(nullable = true, description = "ISO 3166-1 alpha-2.") String country,
        @Schema(nullable = true, description = "BCP 47.") String locale) {}
