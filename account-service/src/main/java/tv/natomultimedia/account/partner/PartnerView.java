package tv.natomultimedia.account.partner;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.account.listing.Total;
import tv.natomultimedia.account.partner.PartnerSecret.Status;

/** A partner as administrators see it. */
@Schema(name = "Partner", description = "A partner newsroom, its client and how it is used.")
record PartnerView(
        UUID id,
        @Schema(description = "The `client_id` at the token endpoint.") String clientId,
        @Schema(nullable = true, description = "Only in the answer that makes it; it is not kept.")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                String clientSecret,
        String name,
        String contactEmail,
        List<String> scopes,
        List<String> allowedNetworks,
        Quotas quotas,
        @Schema(enumeration = {PartnerDocument.ACTIVE, PartnerDocument.SUSPENDED}) String status,
        @Schema(description = "Whether a change is still on its way to the authorization server.")
                boolean pending,
        @Schema(description = "Those that live, the oldest first; at most two.")
                List<SecretView> secrets,
        Instant createdAt,
        Instant updatedAt,
        @Schema(nullable = true, description = "When it last got a token, give or take a minute.")
                Instant lastUsedAt) {

    static PartnerView from(Partner partner) {
        return issued(partner, null);
    }

    /** With the secret that is told this once. */
    static PartnerView issued(Partner partner, String secret) {
        PartnerDocument document = PartnerDocument.from(partner);
        return new PartnerView(
                partner.id(),
                partner.clientId(),
                secret,
                document.name(),
                document.contactEmail(),
                document.scopes(),
                document.allowedNetworks(),
                document.quotas(),
                document.status(),
                !partner.isConfirmed(),
                partner.secrets(Status.LIVE).stream().map(SecretView::from).toList(),
                partner.createdAt(),
                partner.updatedAt(),
                partner.lastUsedAt());
    }

    /** Tells no secret, for it may be logged. */
    @Override
    public String toString() {
        return "PartnerView[" + clientId + "]";
    }

    /** That there is a secret, not which. */
    @Schema(name = "PartnerSecret", description = "A secret of a partner's client, untold.")
    record SecretView(
            UUID id,
            Instant createdAt,
            @Schema(
                            nullable = true,
                            description =
                                    "When it last got a token; null also where another server keeps the secrets.")
                    Instant lastUsedAt) {

        static SecretView from(PartnerSecret secret) {
            return new SecretView(secret.id(), secret.createdAt(), secret.lastUsedAt());
        }
    }

    /** A page of partners. */
    @Schema(name = "PartnerPage", description = "Partners, the oldest first.")
    record Page(
            List<PartnerView> items,
            @Schema(nullable = true, description = "Null at the end.") String nextCursor,
            Total total) {}
}
