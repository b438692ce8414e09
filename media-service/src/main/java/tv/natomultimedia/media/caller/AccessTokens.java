package tv.natomultimedia.media.caller;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * Verifies access tokens: by the issuer that a token names, if that is one of ours, and with what
 * has been heard of sessions, accounts and clients that have ended since.
 */
@ApplicationScoped
class AccessTokens {

    private static final Logger LOG = Logger.getLogger(AccessTokens.class);

    /** Ours have less than a thousand characters. */
    private static final int LONGEST = 8_192;

    private final Issuers issuers;
    private final VerifiedTokens seen;
    private final RevokedAccess revoked;
    private final Clock clock;

    AccessTokens(Issuers issuers, VerifiedTokens seen, RevokedAccess revoked, Clock clock) {
        this.issuers = issuers;
        this.seen = seen;
        this.revoked = revoked;
        this.clock = clock;
    }

    /**
     * Whose token this is; empty when it is not valid here and now.
     *
     * @throws IssuerUnreachableException when that cannot be decided
     */
    Optional<VerifiedToken> verified(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return seen.find(token, now)
                .or(() -> verified(token, now))
                .filter(verified -> !revoked.holds(verified));
    }

    private Optional<VerifiedToken> verified(String token, Instant now) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setCompactSerialization(token);
            Optional<Issuer> issuer =
                    issuers.find(JwtClaims.parse(signature.getUnverifiedPayload()).getIssuer());
            if (issuer.isEmpty()) {
                return Optional.empty();
            }
            JwtClaims claims = issuer.get().verified(token, signature, now);
            VerifiedToken verified =
                    new VerifiedToken(
                            claims.getJwtId(),
                            signature.getKeyIdHeaderValue(),
                            issuer.get().caller(claims),
                            instant(claims.getIssuedAt()),
                            instant(claims.getExpirationTime()));
            seen.remember(token, verified, issuer.get().keys());
            return Optional.of(verified);
        } catch (JoseException
                | InvalidJwtException
                | MalformedClaimException
                | IllegalArgumentException refusal) {
            // Not the message: it quotes the claims.
            LOG.debugf("A token was refused: %s", refusal.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static Instant instant(NumericDate date) {
        return Instant.ofEpochMilli(date.getValueInMillis());
    }
}
