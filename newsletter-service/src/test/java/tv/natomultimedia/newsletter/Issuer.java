package tv.natomultimedia.newsletter;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import tv.natomultimedia.newsletter.revocation.FakeFeed;

/** An issuer of access tokens with its JWKS, and what has ended of them, on a real HTTP server. */
public class Issuer implements QuarkusTestResourceLifecycleManager {

    private final EllipticCurveJsonWebKey key = newKey("key-1");
    private final EllipticCurveJsonWebKey spare = newKey("spare");
    private final FakeFeed feed =
            new FakeFeed("newsletter-service", "dGVzdC1uZXdzbGV0dGVyLXNlY3JldC0wMDAwMDAwMDA=");
    private final AtomicInteger fetches = new AtomicInteger();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        byte[] published = new JsonWebKeySet(key, spare).toJson().getBytes(StandardCharsets.UTF_8);
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        // Some answers are held back.
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        feed.serveAt(server);
        server.createContext(
                "/oauth2/jwks",
                exchange -> {
                    fetches.incrementAndGet();
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, published.length);
                    exchange.getResponseBody().write(published);
                    exchange.close();
                });
        server.start();
        return Map.of("account.url", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(Issuer.class));
    }

    /** What has ended before its time. */
    public FakeFeed feed() {
        return feed;
    }

    /** How often its keys were asked for. */
    public int fetches() {
        return fetches.get();
    }

    /** A key that nobody has published. */
    public static EllipticCurveJsonWebKey newKey(String id) {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(id);
            key.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            return key;
        } catch (JoseException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The token of a person. */
    public String person(UUID account, String email, MovableClock clock) {
        return sign(personClaims(account, email, clock));
    }

    /** The token of a service. */
    public String service(String client, String scope, MovableClock clock) {
        JwtClaims claims = claims(client, clock);
        claims.setStringClaim("client_id", client);
        claims.setStringClaim("scope", scope);
        claims.setAudience("newsletter-api");
        return sign(claims);
    }

    /** What the token of a person says, to be altered. */
    public JwtClaims personClaims(UUID account, String email, MovableClock clock) {
        JwtClaims claims = claims(account.toString(), clock);
        claims.setAudience(List.of("account-api", "media-api", "newsletter-api"));
        claims.setStringClaim("client_id", "natomultimedia-web");
        claims.setStringClaim("scope", "account media.download newsletter");
        claims.setStringClaim("sid", UUID.randomUUID().toString());
        claims.setStringClaim("email", email);
        claims.setClaim("email_verified", true);
        claims.setStringListClaim("groups");
        claims.setStringClaim("locale", "en");
        return claims;
    }

    private static JwtClaims claims(String subject, MovableClock clock) {
        long now = clock.instant().getEpochSecond();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("http://localhost:8080");
        claims.setSubject(subject);
        claims.setIssuedAt(NumericDate.fromSeconds(now));
        claims.setExpirationTime(NumericDate.fromSeconds(now + 600));
        claims.setGeneratedJwtId();
        return claims;
    }

    /** Signs with the published key. */
    public String sign(JwtClaims claims) {
        return sign(claims, "at+jwt", key.getKeyId(), key.getPrivateKey(), key.getAlgorithm());
    }

    /** Signs in any way. */
    public static String sign(
            JwtClaims claims, String type, String keyId, Key key, String algorithm) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setPayload(claims.toJson());
        signature.setHeader("typ", type);
        signature.setKeyIdHeaderValue(keyId);
        signature.setKey(key);
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setDoKeyValidation(false);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Published as well and used for nothing, so that a test may spoil it. */
    public EllipticCurveJsonWebKey spare() {
        return spare;
    }

    /** The published key. */
    public EllipticCurveJsonWebKey key() {
        return key;
    }
}
