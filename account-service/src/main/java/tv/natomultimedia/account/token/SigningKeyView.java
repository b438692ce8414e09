package tv.natomultimedia.account.token;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A signing key as administrators see it: nothing that is private, nothing that is not in the
 * published key set.
 */
@Schema(
        name = "SigningKey",
        description = "A key that signs access tokens, without its private half.")
public record SigningKeyView(
        @Schema(description = "The `kid` of tokens that it signs.") String id,
        TokenRules.Algorithm algorithm,
        @Schema(
                        description =
                                "`next`: published and not yet signing; `current`: signing; `retired`: published for"
                                        + " the tokens that it has signed; `revoked`: refused everywhere.")
                SigningKeyRow.State state,
        Instant createdAt,
        @Schema(
                        type = SchemaType.STRING,
                        format = "date-time",
                        nullable = true,
                        description =
                                "When it began to sign, or will; null for a key that was revoked before.")
                Instant activatesAt,
        @Schema(
                        type = SchemaType.STRING,
                        format = "date-time",
                        nullable = true,
                        description = "When it ceased to sign, or will; null for the next key.")
                Instant retiresAt,
        @Schema(
                        type = SchemaType.STRING,
                        format = "date-time",
                        nullable = true,
                        description =
                                "When it leaves this list, and the key set if it is still there; null while it may sign.")
                Instant removedAt) {

    static SigningKeyView from(SigningKeyRow row, Instant rotation) {
        return new SigningKeyView(
                row.id(),
                row.algorithm(),
                row.state(),
                row.createdAt(),
                row.isNext() ? rotation : row.activatedAt(),
                row.isCurrent() ? rotation : row.retiredAt(),
                row.removedAt());
    }
}
