package tv.natomultimedia.account.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.account.audit.RecordedEvent;
import tv.natomultimedia.account.listing.Total;

/** A security event as the person whom it concerns sees it. */
@Schema(
        name = "SecurityEvent",
        description = "Something that happened to the security of my account.",
        examples =
                """
                {"id":"0199b0c4-5f0e-7c3a-9d51-3a0f5d2c7b11","type":"password-changed",\
                "occurredAt":"2026-11-23T10:30:00Z","network":"203.0.113.0/24","device":"Firefox on Windows",\
                "byAdministrator":false}""")
record SecurityEventView(
        @Schema(description = "UUIDv7.") UUID id,
        @Schema(
                        description = "What happened, such as `logged-in`; more kinds may come.",
                        examples = "password-changed")
                String type,
        Instant occurredAt,
        @Schema(
                        nullable = true,
                        description = "Where it came from: the IPv4 /24 or IPv6 /56.",
                        examples = "203.0.113.0/24")
                String network,
        @Schema(nullable = true, examples = "Firefox on Windows") String device,
        @Schema(
                        nullable = true,
                        description = "What more is known, by name.",
                        additionalProperties = String.class)
                @JsonInclude(JsonInclude.Include.NON_NULL)
                Map<String, String> detail,
        @Schema(description = "Whether an administrator did it.") boolean byAdministrator) {

    static SecurityEventView from(RecordedEvent event) {
        return new SecurityEventView(
                event.id(),
                event.type(),
                event.occurredAt(),
                event.network(),
                event.device(),
                event.detail().isEmpty() ? null : event.detail(),
                event.byAdministrator());
    }

    /** A page of them. */
    @Schema(name = "SecurityEventList", description = "My security events, the latest first.")
    record Page(
            List<SecurityEventView> items,
            @Schema(nullable = true, description = "Null at the end.") String nextCursor,
            Total total) {}
}
