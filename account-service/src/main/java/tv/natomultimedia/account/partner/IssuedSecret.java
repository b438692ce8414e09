package tv.natomultimedia.account.partner;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A secret, told this once. */
@Schema(name = "IssuedPartnerSecret", description = "A secret, told this once.")
record IssuedSecret(UUID id, String clientSecret, Instant createdAt) {

    /** Tells no secret, for it may be logged. */
    @Override
    public String toString() {
        return "IssuedSecret[" + id + "]";
    }
}
