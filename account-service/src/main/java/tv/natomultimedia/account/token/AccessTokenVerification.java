package tv.natomultimedia.account.token;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/**
 * Verifies access tokens against this service's own keys, without a call to anybody. The key is
 * found by {@code kid} alone and decides the algorithm; {@code iss}, {@code aud}, {@code typ} and
 * {@code exp} are pinned.
 */
@ApplicationScoped
public class AccessTokenVerification {

    private static final int LONGEST = 8_192;

    private final SigningKeys keys;
    private final Clock clock;
    private final String issuer;

    AccessTokenVerification(
            SigningKeys keys, Clock clock, @ConfigProperty(name = "public-url") String issuer) {
        this.keys = keys;
        this.clock = clock;
        this.issuer = issuer;
    }

    /**
     * The claims of a token that was issued here, is meant for this service and has not expired;
     * else nothing.
     */
    public Optional<JwtClaims> verified(String token) {
        return verified(token, true);
    }

    /** The claims of a token that was issued here for whatever service and has not expired. */
    public Optional<JwtClaims> verifiedForAny(String token) {
        return verified(token, false);
    }

    private Optional<JwtClaims> verified(String token, boolean forThisService) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setCompactSerialization(token);
            return keys.verifier(String.valueOf(signature.getKeyIdHeaderValue()))
                    .flatMap(key -> verified(token, key, forThisService));
        } catch (JoseException malformed) {
            return Optional.empty();
        }
    }

    private Optional<JwtClaims> verified(
            String token, KeyPairs.Verifier key, boolean forThisService) {
        JwtConsumerBuilder consumer =
                new JwtConsumerBuilder()
                        .setVerificationKey(key.key())
                        .setJwsAlgorithmConstraints(
                                new AlgorithmConstraints(
                                        ConstraintType.PERMIT, key.algorithm().name()))
                        .setExpectedType(true, AccessTokens.TYPE)
                        .setExpectedIssuer(true, issuer)
                        .setRequireExpirationTime()
                        .setRequireIssuedAt()
                        .setRequireSubject()
                        .setRequireJwtId()
                        .setEvaluationTime(
                                NumericDate.fromMilliseconds(clock.instant().toEpochMilli()));
        if (forThisService) {
            consumer.setExpectedAudience(true, AccessTokens.ACCOUNT_API);
        } else {
            consumer.setSkipDefaultAudienceValidation();
        }
        try {
            return Optional.of(consumer.build().processToClaims(token));
        } catch (InvalidJwtException refused) {
            return Optional.empty();
        }
    }
}
