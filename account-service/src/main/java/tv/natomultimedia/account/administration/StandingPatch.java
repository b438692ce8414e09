package tv.natomultimedia.account.administration;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a merge patch of somebody's account looks; only for the published document. */
@Schema(
        name = "ManagedAccountPatch",
        description = "Members to replace; what is left out stays.",
        examples = "{\"status\":\"suspended\"}")
record StandingPatch(
        @Schema(enumeration = {"active", "suspended"}) String status,
        @Schema(description = "`editor` and `admin`, in any order.") List<String> roles) {}
