package tv.natomultimedia.account.token;

import static io.restassured.RestAssured.given;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Another service's verifier at its slowest: it looks at the published key set when its copy is as
 * old as it may become, and never because a token names a key that it does not have.
 */
final class FollowingVerifier {

    private final Duration oldest;
    private final Clock clock;
    private Instant fetchedAt = Instant.MIN;
    private Map<String, JsonWebKey> keys = Map.of();

    FollowingVerifier(Duration oldest, Clock clock) {
        this.oldest = oldest;
        this.clock = clock;
    }

    boolean accepts(String token) throws JoseException {
        Instant now = clock.instant();
        if (fetchedAt.equals(Instant.MIN) || !now.isBefore(fetchedAt.plus(oldest))) {
            String set = given().get("/oauth2/jwks").then().statusCode(200).extract().asString();
            keys =
                    new JsonWebKeySet(set)
                            .getJsonWebKeys().stream()
                                    .collect(Collectors.toMap(JsonWebKey::getKeyId, key -> key));
            fetchedAt = now;
        }
        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(token);
        JsonWebKey key = keys.get(signature.getKeyIdHeaderValue());
        if (key == null) {
            return false;
        }
        signature.setKey(key.getKey());
        signature.setAlgorithmConstraints(
                new AlgorithmConstraints(ConstraintType.PERMIT, key.getAlgorithm()));
        return signature.verifySignature();
    }
}
