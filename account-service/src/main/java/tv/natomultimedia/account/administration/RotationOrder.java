package tv.natomultimedia.account.administration;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the signing key is to be replaced. */
@Schema(name = "SigningKeyRotation")
record RotationOrder(
        @Schema(
                        description =
                                "True when somebody else may have the keys: every key is revoked at once, and every"
                                        + " access token with it.",
                        defaultValue = "false")
                Boolean compromised) {

    boolean isEmergency() {
        return Boolean.TRUE.equals(compromised);
    }
}
