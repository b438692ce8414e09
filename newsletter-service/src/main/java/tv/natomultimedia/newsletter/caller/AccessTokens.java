package tv.natomultimedia.newsletter.caller;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import tv.natomultimedia.newsletter.address.EmailAddress;
import tv.natomultimedia.newsletter.revocation.Revocations;
import tv.natomultimedia.newsletter.revocation.Revocations.Kind;

/**
 * Verifies access tokens (RFC 9068) of account-service: algorithm, issuer, audience, type and
 * expiry are pinned, the key is the published one of the token's {@code kid}. What ended before its
 * time is refused.
 */
@ApplicationScoped
class AccessTokens {

    private static final String AUDIENCE = "newsletter-api";
    private static final String TYPE = "at+jwt";
    private static final String WEB_CLIENT = "natomultimedia-web";
    private static final int LONGEST = 8_192;

    private final IssuerKeys keys;
    private final Revocations revocations;
    private final Clock clock;
    private final String issuer;

    AccessTokens(
            IssuerKeys keys,
            Revocations revocations,
            Clock clock,
            @ConfigProperty(name = "public-url") String issuer) {
        this.keys = keys;
        this.revocations = revocations;
        this.clock = clock;
        this.issuer = issuer;
    }

    /**
     * Whom a token speaks for; empty when it is not valid.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 503 {@code service-unavailable} while no
     *     key of the issuer has ever been seen
     */
    Optional<Principal> principal(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        keys.requireAny();
        try {
            JwtContext verified = consumer().build().process(token);
            String keyId = verified.getJoseObjects().getFirst().getKeyIdHeaderValue();
            return haveEnded(keyId, verified.getJwtClaims())
                    ? Optional.empty()
                    : principal(verified.getJwtClaims());
        } catch (InvalidJwtException | MalformedClaimException refused) {
            return Optional.empty();
        }
    }

    private JwtConsumerBuilder consumer() {
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(keys)
                .setJwsAlgorithmConstraints(
                        ConstraintType.PERMIT,
                        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
                        AlgorithmIdentifiers.RSA_USING_SHA256)
                .setExpectedType(true, TYPE)
                .setExpectedIssuer(true, issuer)
                .setExpectedAudience(true, AUDIENCE)
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireSubject()
                .setRequireJwtId()
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.instant().toEpochMilli()));
    }

    private static Optional<Principal> principal(JwtClaims claims) throws MalformedClaimException {
        String client = claims.getStringClaimValue("client_id");
        String scope = claims.getStringClaimValue("scope");
        Set<String> scopes =
                scope == null ? Set.of() : Set.copyOf(Arrays.asList(scope.split(" +")));
        if (client == null) {
            return Optional.empty();
        }
        return client.equals(WEB_CLIENT)
                ? person(claims, scopes)
                : Optional.of(new Principal.OfService(client, scopes));
    }

    private boolean haveEnded(String keyId, JwtClaims claims) throws MalformedClaimException {
        Instant issued = issuedAt(claims);
        return revocations.reach(Kind.KEY, keyId, issued)
                || revocations.reach(Kind.TOKEN, claims.getJwtId(), issued)
                || revocations.reach(Kind.SESSION, claims.getStringClaimValue("sid"), issued)
                || revocations.reach(Kind.ACCOUNT, claims.getSubject(), issued);
    }

    private static Instant issuedAt(JwtClaims claims) throws MalformedClaimException {
        return Instant.ofEpochSecond(claims.getIssuedAt().getValue());
    }

    private static Optional<Principal> person(JwtClaims claims, Set<String> scopes)
            throws MalformedClaimException {
        Optional<UUID> account = id(claims.getSubject());
        if (account.isEmpty() || claims.getStringClaimValue("sid") == null) {
            return Optional.empty();
        }
        if (!Boolean.TRUE.equals(claims.getClaimValue("email_verified"))) {
            return Optional.of(new Principal.OfPerson(Optional.empty(), scopes));
        }
        String locale = claims.getStringClaimValue("locale");
        Instant issued = issuedAt(claims);
        return EmailAddress.parse(claims.getStringClaimValue("email"))
                .map(address -> new Person(account.get(), address, locale, issued))
                .map(person -> new Principal.OfPerson(Optional.of(person), scopes));
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
