package tv.natomultimedia.account.administration;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.account.Profile;
import tv.natomultimedia.account.listing.Total;

/** An account as administrators see it. */
@Schema(
        name = "ManagedAccount",
        description = "An account as administrators see it.",
        examples =
                """
                {"id":"0199b0c4-5f0e-7c3a-9d51-3a0f5d2c7b11","email":"Ada@example.org","displayName":"Ada Example",\
                "organisation":"Example Broadcasting","country":"BE","locale":"en","roles":["editor"],\
                "status":"active","createdAt":"2026-11-23T10:30:00Z","updatedAt":"2026-11-23T10:30:00Z"}""")
record ManagedAccount(
        @Schema(description = "UUIDv7.") UUID id,
        @Schema(description = "The verified address, as it was typed.") String email,
        @Schema(nullable = true) String displayName,
        @Schema(nullable = true) String organisation,
        @Schema(nullable = true, description = "ISO 3166-1 alpha-2.") String country,
        @Schema(nullable = true, description = "BCP 47.") String locale,
        @Schema(description = "`editor`, `admin`, or nothing.") List<String> roles,
        @Schema(enumeration = {"active", "suspended"}) String status,
        Instant createdAt,
        Instant updatedAt) {

    static ManagedAccount from(Account account) {
        Profile profile = account.profile();
        return new ManagedAccount(
                account.id(),
                account.email(),
                profile.displayName(),
                profile.organisation(),
                profile.country(),
                profile.locale(),
                account.roles(),
                account.status().wireName(),
                account.createdAt(),
                account.updatedAt());
    }

    /** A page of them. */
    @Schema(name = "ManagedAccountList", description = "Accounts, the latest registered first.")
    record Page(
            List<ManagedAccount> items,
            @Schema(nullable = true, description = "Null at the end.") String nextCursor,
            Total total) {}
}
