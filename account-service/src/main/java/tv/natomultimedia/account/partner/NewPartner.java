package tv.natomultimedia.account.partner;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A partner to be. */
@Schema(
        name = "NewPartner",
        description = "A partner newsroom and what its client may do.",
        examples =
                """
                {"name":"Example Broadcasting","contactEmail":"newsroom@example.org",\
                "scopes":["media.read","media.download"],"allowedNetworks":["203.0.113.0/24"],\
                "quotas":{"downloadsPerDay":500}}""")
record NewPartner(
        @Schema(required = true, maxLength = 200) String name,
        @Schema(required = true, description = "Whom to write to; nobody can log in with it.")
                String contactEmail,
        @Schema(required = true, description = "Some of `media.read`, `media.download`.")
                List<String> scopes,
        @Schema(
                        nullable = true,
                        description =
                                "Where the client may be, in CIDR notation (IPv4 or IPv6); none means anywhere.")
                List<String> allowedNetworks,
        @Schema(nullable = true) Quotas quotas) {

    Description description() {
        return new Description(name, contactEmail, scopes, allowedNetworks, quotas).checked();
    }
}
