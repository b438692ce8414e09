package tv.natomultimedia.account.profile.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.account.Profile;
import tv.natomultimedia.account.audit.RecordedEvent;
import tv.natomultimedia.account.code.CodeFlows;
import tv.natomultimedia.account.session.KeptSession;

/** Everything that the suite keeps of a person. */
@Schema(name = "PersonalData", description = "Everything that is kept of me, by every service.")
record PersonalData(
        Instant generatedAt,
        AccountData account,
        @Schema(description = "The live ones, and those that ended lately.")
                List<KeptSession> sessions,
        @Schema(description = "The latest first.") List<SecurityEventData> securityEvents,
        @Schema(description = "Registrations, resets and changes of address of this address.")
                List<FlowData> flows,
        @Schema(description = "Addresses that I have asked to change to lately.")
                List<String> requestedAddresses,
        @Schema(
                        implementation = Object.class,
                        type = SchemaType.OBJECT,
                        description = "Downloads and accepted terms.")
                JsonNode media,
        @Schema(
                        implementation = Object.class,
                        type = SchemaType.OBJECT,
                        description = "Subscription and record of consent.")
                JsonNode newsletter) {

    /** Tells nothing, for it may be logged. */
    @Override
    public String toString() {
        return "PersonalData";
    }

    /** The account itself, but its secrets. */
    @Schema(name = "PersonalAccountData")
    record AccountData(
            UUID id,
            String email,
            @Schema(nullable = true) String displayName,
            @Schema(nullable = true) String organisation,
            @Schema(nullable = true) String country,
            @Schema(nullable = true) String locale,
            List<String> roles,
            String status,
            Instant createdAt,
            Instant updatedAt,
            Instant passwordChangedAt,
            @Schema(type = SchemaType.STRING, format = "date-time", nullable = true)
                    Instant emailChangedAt) {

        static AccountData from(Account account) {
            Profile profile = account.profile();
            return new AccountData(
                    account.id(),
                    account.email(),
                    profile.displayName(),
                    profile.organisation(),
                    profile.country(),
                    profile.locale(),
                    account.roles(),
                    account.status().wireName(),
                    account.createdAt(),
                    account.updatedAt(),
                    account.passwordChangedAt(),
                    account.emailChangedAt());
        }
    }

    /** A security event. */
    @Schema(name = "PersonalSecurityEvent")
    record SecurityEventData(
            String type,
            Instant occurredAt,
            @Schema(nullable = true) String network,
            @Schema(nullable = true) String device,
            @Schema(additionalProperties = String.class) Map<String, String> detail,
            boolean byAdministrator) {

        static SecurityEventData from(RecordedEvent event) {
            return new SecurityEventData(
                    event.type(),
                    event.occurredAt(),
                    event.network(),
                    event.device(),
                    event.detail(),
                    event.byAdministrator());
        }
    }

    /** A flow that a mailed code confirms. */
    @Schema(name = "PersonalFlow")
    record FlowData(
            String kind,
            Instant createdAt,
            Instant expiresAt,
            @Schema(type = SchemaType.STRING, format = "date-time", nullable = true)
                    Instant completedAt) {

        static FlowData from(CodeFlows.Kept flow) {
            return new FlowData(
                    flow.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    flow.createdAt(),
                    flow.expiresAt(),
                    flow.completedAt());
        }
    }
}
