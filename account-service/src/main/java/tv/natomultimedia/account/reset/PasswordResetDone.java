package tv.natomultimedia.account.reset;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The end of a reset. */
@Schema(name = "PasswordResetDone", description = "The password is set; nobody is logged in.")
record PasswordResetDone(
        @Schema(nullable = true, description = "Where the reset was started from, if it said.")
                String returnTo) {}
