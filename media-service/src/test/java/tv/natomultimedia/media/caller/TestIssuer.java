package tv.natomultimedia.media.caller;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import tv.natomultimedia.media.partner.Agreements;
import tv.natomultimedia.media.revocation.FakeFeed;

/**
 * Stands in for the account service: publishes keys over HTTP, signs tokens with them and tells
 * which have ended.
 */
public final class TestIssuer implements QuarkusTestResourceLifecycleManager {

    /** What the service under test takes for the issuer. */
    public static final String ISSUER = "http://localhost:8080";

    private final AtomicInteger fetches = new AtomicInteger();
    private final List<PublicJsonWebKey> published = new ArrayList<>();
    private final FakeFeed feed =
            new FakeFeed("media-service", "dGVzdC1tZWRpYS1zZWNyZXQtMDAwMDAwMDAwMDAwMDA=");
    private final Agreements agreements = new Agreements();
    private final PublicJsonWebKey spare = newKey("spare");
    private PublicJsonWebKey key = newKey("test-1");
    private HttpServer server;
    private int port;

    @Override
    public Map<String, String> start() {
        published.add(key);
        listen(0);
        return Map.of("account.url", url());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(TestIssuer.class));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** Listens again where it did. */
    void restart() {
        listen(port);
    }

    String url() {
        return "http://localhost:" + port;
    }

    int fetches() {
        return fetches.get();
    }

    private void listen(int wanted) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
            // Some answers are held back.
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            feed.serveAt(server);
            agreements.serveAt(server);
            server.createContext(
                    "/oauth2/jwks",
                    exchange -> {
                        fetches.incrementAndGet();
                        JsonWebKeySet keys = new JsonWebKeySet(List.<JsonWebKey>copyOf(published));
                        keys.addJsonWebKey(spare);
                        byte[] body = keys.toJson().getBytes(StandardCharsets.UTF_8);
                        exchange.getResponseHeaders()
                                .add("Content-Type", "application/jwk-set+json");
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                        exchange.close();
                    });
            server.start();
            port = server.getAddress().getPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Signs with a new key from now on, which is published beside the earlier ones. */
    void rotate() {
        key = newKey("test-" + (published.size() + 1));
        published.add(key);
    }

    PublicJsonWebKey key() {
        return key;
    }

    /** Published as well and used for nothing, so that a test may spoil it. */
    PublicJsonWebKey spare() {
        return spare;
    }

    static PublicJsonWebKey newKey(String id) {
        try {
            PublicJsonWebKey made = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            made.setKeyId(id);
            made.setUse("sig");
            made.setAlgorithm("ES256");
            return made;
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What was agreed with partners. */
    public Agreements agreements() {
        return agreements;
    }

    /** What has ended before its time. */
    public FakeFeed feed() {
        return feed;
    }

    /** A token of somebody who has confirmed the address, as if it had been issued then. */
    public String person(UUID account, Instant issuedAt) {
        JwtClaims claims = personClaims(account);
        claims.setIssuedAt(NumericDate.fromMilliseconds(issuedAt.toEpochMilli()));
        return sign(claims);
    }

    /** A token of a partner's system, as if it had been issued then. */
    public String partner(String clientId, String scope, Instant issuedAt) {
        JwtClaims claims = claims(clientId, clientId, scope);
        claims.setAudience("media-api");
        claims.setIssuedAt(NumericDate.fromMilliseconds(issuedAt.toEpochMilli()));
        return sign(claims);
    }

    /** A token of somebody who has confirmed the address. */
    public String person(UUID account) {
        return sign(personClaims(account));
    }

    /** A token of an administrator. */
    public String administrator() {
        JwtClaims claims = personClaims(UUID.randomUUID());
        claims.setStringListClaim("groups", "admin");
        return sign(claims);
    }

    /** A token of an editor. */
    public String editor(UUID account) {
        JwtClaims claims = personClaims(account);
        claims.setStringListClaim("groups", "user", "editor");
        return sign(claims);
    }

    /** A token of an editor for tests that move the clock by months. */
    public String longLivedEditor() {
        JwtClaims claims = personClaims(UUID.randomUUID());
        claims.setStringListClaim("groups", "editor");
        claims.setExpirationTime(
                NumericDate.fromMilliseconds(
                        Instant.now().plus(Duration.ofDays(1_000)).toEpochMilli()));
        return sign(claims);
    }

    /** A token of somebody who has not. */
    public String unverifiedPerson(UUID account) {
        JwtClaims claims = personClaims(account);
        claims.setClaim("email_verified", false);
        return sign(claims);
    }

    /** A token of a partner's system. */
    public String partner(String clientId, String scope) {
        JwtClaims claims = claims(clientId, clientId, scope);
        claims.setAudience("media-api");
        return sign(claims);
    }

    /** The session that the token of a person names. */
    public static String sessionOf(String token) throws InvalidJwtException {
        return (String)
                new JwtConsumerBuilder()
                        .setSkipAllValidators()
                        .setSkipSignatureVerification()
                        .setDisableRequireSignature()
                        .build()
                        .processToClaims(token)
                        .getClaimValue("sid");
    }

    /** A token of another service of the suite. */
    public String service(String clientId, String scope) {
        return partner(clientId, scope);
    }

    JwtClaims personClaims(UUID account) {
        JwtClaims claims =
                claims(
                        account.toString(),
                        "natomultimedia-web",
                        "account media.download newsletter");
        claims.setAudience("account-api", "media-api", "newsletter-api");
        claims.setStringClaim("sid", UUID.randomUUID().toString());
        claims.setStringClaim("email", "reporter@newsroom.example");
        claims.setClaim("email_verified", true);
        claims.setStringListClaim("groups", "user");
        claims.setStringClaim("locale", "en");
        return claims;
    }

    JwtClaims claims(String subject, String clientId, String scope) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setSubject(subject);
        claims.setStringClaim("client_id", clientId);
        claims.setStringClaim("scope", scope);
        claims.setJwtId(UUID.randomUUID().toString());
        Instant now = Instant.now();
        claims.setIssuedAt(NumericDate.fromMilliseconds(now.toEpochMilli()));
        // Longer than in earnest, so that tests may move the clock without new tokens.
        claims.setExpirationTime(
                NumericDate.fromMilliseconds(now.plus(Duration.ofDays(7)).toEpochMilli()));
        return claims;
    }

    String sign(JwtClaims claims) {
        return sign(claims, unsigned());
    }

    /** With the right header for tests to spoil. */
    JsonWebSignature unsigned() {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setHeader("typ", "at+jwt");
        return signature;
    }

    static String sign(JwtClaims claims, JsonWebSignature signature) {
        try {
            signature.setPayload(claims.toJson());
            return signature.getCompactSerialization();
        } catch (JoseException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
