package tv.natomultimedia.media.caller;

import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import tv.natomultimedia.media.caller.CallerSettings.Kind;

/**
 * Somebody whose access tokens (RFC 9068) are believed. Algorithms, audience, type, lifetime, kinds
 * of caller and scopes are pinned; of the header only {@code alg}, {@code typ} and {@code kid} are
 * read, so that no token can name the key that is to verify it ({@code jku}, {@code jwk}, {@code
 * x5u}).
 */
final class Issuer {

    /** How far its clock may be ahead of ours. */
    private static final int AHEAD_SECONDS = 30;

    private static final int OF_ANY_AGE = Integer.MAX_VALUE;

    private final String identifier;
    private final CallerSettings.TrustedIssuer trust;
    private final CallerSettings settings;
    private final AlgorithmConstraints algorithms;
    private final IssuerKeys keys;

    Issuer(
            String identifier,
            CallerSettings.TrustedIssuer trust,
            CallerSettings settings,
            Clock clock) {
        this.identifier = identifier;
        this.trust = trust;
        this.settings = settings;
        this.algorithms =
                new AlgorithmConstraints(
                        ConstraintType.PERMIT, trust.algorithms().toArray(new String[0]));
        this.keys = new IssuerKeys(trust.jwksUrl().orElseThrow(), settings, clock);
    }

    IssuerKeys keys() {
        return keys;
    }

    /**
     * What a token says.
     *
     * @param header the same token, read but not verified
     * @throws JoseException when its algorithm is not one of this issuer's
     * @throws InvalidJwtException when it is not this issuer's, not for us or not valid now
     * @throws IssuerUnreachableException when that cannot be decided
     */
    JwtClaims verified(String token, JsonWebSignature header, Instant now)
            throws JoseException, InvalidJwtException {
        String algorithm = header.getAlgorithmHeaderValue();
        algorithms.checkConstraint(algorithm);
        String keyId = header.getKeyIdHeaderValue();
        Optional<PublicKey> key = keyId == null ? Optional.empty() : keys.find(keyId, algorithm);
        if (key.isEmpty()) {
            throw new JoseException("the issuer has no such key");
        }
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(algorithms)
                .setVerificationKey(key.get())
                .setExpectedIssuer(identifier)
                .setExpectedAudience(trust.audience())
                .setExpectedType(true, trust.type())
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setIssuedAtRestrictions(AHEAD_SECONDS, OF_ANY_AGE)
                .setRequireJwtId()
                .setRequireSubject()
                .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                .build()
                .processToClaims(token);
    }

    /**
     * Whom a token speaks for.
     *
     * @throws MalformedClaimException when it does not say so, or speaks for a kind of caller that
     *     is not this issuer's to name
     */
    Caller caller(JwtClaims claims) throws MalformedClaimException {
        String client = client(claims);
        Kind kind = kindOf(client);
        if (!trust.kinds().contains(kind)) {
            throw new MalformedClaimException("this issuer does not speak for such callers");
        }
        Set<String> scopes = scopes(claims.getStringClaimValue("scope"));
        return switch (kind) {
            case PERSON -> person(claims, scopes);
            case PARTNER -> new Caller.Partner(client, scopes);
            case SERVICE -> new Caller.Service(client, scopes);
        };
    }

    private String client(JwtClaims claims) throws MalformedClaimException {
        for (String name : trust.clientClaims()) {
            String client = claims.getStringClaimValue(name);
            if (client != null && !client.isBlank()) {
                return client;
            }
        }
        throw new MalformedClaimException("the client is missing");
    }

    private Kind kindOf(String client) {
        if (client.equals(settings.personClient())) {
            return Kind.PERSON;
        }
        return settings.serviceClients().contains(client) ? Kind.SERVICE : Kind.PARTNER;
    }

    private static Caller.Person person(JwtClaims claims, Set<String> scopes)
            throws MalformedClaimException {
        String session = claims.getStringClaimValue("sid");
        if (session == null || session.isBlank()) {
            throw new MalformedClaimException("sid is missing");
        }
        List<String> groups = claims.getStringListClaimValue("groups");
        return new Caller.Person(
                UUID.fromString(claims.getSubject()),
                session,
                Boolean.TRUE.equals(claims.getClaimValue("email_verified", Boolean.class)),
                groups == null ? Set.of() : Set.copyOf(groups),
                scopes,
                claims.getStringClaimValue("locale"),
                claims.getStringClaimValue("email"));
    }

    private Set<String> scopes(String list) {
        return list == null
                ? Set.of()
                : Arrays.stream(list.split(" "))
                        .filter(scope -> !scope.isEmpty())
                        .filter(
                                scope ->
                                        trust.scopes()
                                                .map(most -> most.contains(scope))
                                                .orElse(true))
                        .collect(Collectors.toUnmodifiableSet());
    }
}
