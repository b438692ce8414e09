package tv.natomultimedia.media.caller;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.security.Key;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/**
 * Verifies access tokens (RFC 9068). Algorithm, issuer, audience, type and lifetime are pinned; of
 * the header only {@code alg}, {@code typ} and {@code kid} are read, so that no token can name the
 * key that is to verify it ({@code jku}, {@code jwk}, {@code x5u}).
 */
@ApplicationScoped
class AccessTokens {

    private static final Logger LOG = Logger.getLogger(AccessTokens.class);
    private static final AlgorithmConstraints ALGORITHMS =
            new AlgorithmConstraints(
                    ConstraintType.PERMIT,
                    AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
                    AlgorithmIdentifiers.RSA_USING_SHA256);

    private final String issuer;
    private final IssuerKeys keys;
    private final VerifiedTokens seen;
    private final CallerSettings settings;
    private final Clock clock;

    AccessTokens(
            @ConfigProperty(name = "public-url") URI issuer,
            IssuerKeys keys,
            VerifiedTokens seen,
            CallerSettings settings,
            Clock clock) {
        this.issuer = issuer.toString();
        this.keys = keys;
        this.seen = seen;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Whose token this is; empty when it is not valid here and now.
     *
     * @throws IssuerUnreachableException when that cannot be decided
     */
    Optional<Caller> verified(String token) {
        Instant now = clock.instant();
        Optional<Caller> known = seen.find(token, keys.generation(), now);
        if (known.isPresent()) {
            return known;
        }
        try {
            Optional<PublicKey> key = keyOf(token);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            JwtClaims claims = claims(token, key.get(), now);
            Caller caller = caller(claims);
            seen.remember(
                    token,
                    caller,
                    keys.generation(),
                    Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis()));
            return Optional.of(caller);
        } catch (JoseException
                | InvalidJwtException
                | MalformedClaimException
                | IllegalArgumentException refusal) {
            // Not the message: it quotes the claims.
            LOG.debugf("A token was refused: %s", refusal.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private Optional<PublicKey> keyOf(String token) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(token);
        String algorithm = signature.getAlgorithmHeaderValue();
        ALGORITHMS.checkConstraint(algorithm);
        String keyId = signature.getKeyIdHeaderValue();
        return keyId == null ? Optional.empty() : keys.find(keyId, algorithm);
    }

    private JwtClaims claims(String token, Key key, Instant now) throws InvalidJwtException {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ALGORITHMS)
                .setVerificationKey(key)
                .setExpectedIssuer(issuer)
                .setExpectedAudience(settings.audience())
                .setExpectedType(true, "at+jwt")
                .setRequireExpirationTime()
                .setRequireSubject()
                .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                .build()
                .processToClaims(token);
    }

    private Caller caller(JwtClaims claims) throws MalformedClaimException {
        String client = claims.getStringClaimValue("client_id");
        if (client == null || client.isBlank()) {
            throw new MalformedClaimException("client_id is missing");
        }
        Set<String> scopes = scopes(claims.getStringClaimValue("scope"));
        if (client.equals(settings.personClient())) {
            return new Caller.Person(
                    UUID.fromString(claims.getSubject()),
                    claims.getStringClaimValue("sid"),
                    Boolean.TRUE.equals(claims.getClaimValue("email_verified", Boolean.class)),
                    groups(claims),
                    scopes,
                    claims.getStringClaimValue("locale"));
        }
        return settings.serviceClients().contains(client)
                ? new Caller.Service(client, scopes)
                : new Caller.Partner(client, scopes);
    }

    private static Set<String> scopes(String list) {
        return list == null
                ? Set.of()
                : Arrays.stream(list.split(" "))
                        .filter(scope -> !scope.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> groups(JwtClaims claims) throws MalformedClaimException {
        List<String> groups = claims.getStringListClaimValue("groups");
        return groups == null ? Set.of() : Set.copyOf(groups);
    }
}
