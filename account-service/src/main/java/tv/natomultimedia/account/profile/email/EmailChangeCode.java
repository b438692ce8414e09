package tv.natomultimedia.account.profile.email;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The code of the mail to the new address. */
@Schema(
        name = "EmailChangeCode",
        description =
                "The code of the mail to the new address, in either form; spaces, hyphens and case do not matter.",
        examples = "{\"code\":\"123456\"}")
record EmailChangeCode(
        @Schema(required = true, examples = "123456") @NotBlank @Size(max = 64) String code) {

    /** Tells no code, for it may be logged. */
    @Override
    public String toString() {
        return "EmailChangeCode";
    }
}
