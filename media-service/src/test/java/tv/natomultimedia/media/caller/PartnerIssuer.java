package tv.natomultimedia.media.caller;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * Stands in for a Keycloak that issues the tokens of partners, as its default client scopes make
 * them.
 */
public final class PartnerIssuer implements QuarkusTestResourceLifecycleManager {

    private final RsaJsonWebKey key = newKey("realm-1");
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        byte[] keys = new JsonWebKeySet(key).toJson().getBytes(StandardCharsets.UTF_8);
        server.createContext(
                "/",
                exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    requests.add(path);
                    boolean known = path.equals("/realms/partners/protocol/openid-connect/certs");
                    exchange.sendResponseHeaders(known ? 200 : 404, known ? keys.length : -1);
                    if (known) {
                        exchange.getResponseBody().write(keys);
                    }
                    exchange.close();
                });
        server.start();
        return Map.of(
                "caller.issuers.keycloak.issuer",
                issuer(),
                "caller.issuers.keycloak.jwks-url",
                issuer() + "/protocol/openid-connect/certs",
                "caller.issuers.account.kinds",
                "person,service");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(PartnerIssuer.class));
    }

    static RsaJsonWebKey newKey(String id) {
        try {
            RsaJsonWebKey made = RsaJwkGenerator.generateJwk(2048);
            made.setKeyId(id);
            made.setUse("sig");
            made.setAlgorithm("RS256");
            return made;
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    String issuer() {
        return origin() + "/realms/partners";
    }

    RsaJsonWebKey key() {
        return key;
    }

    /** The paths that were asked for. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    JwtClaims claims(String client, String scope) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer());
        claims.setSubject(UUID.randomUUID().toString());
        claims.setAudience("media-api");
        claims.setJwtId("trrtcc:" + UUID.randomUUID());
        claims.setIssuedAt(NumericDate.now());
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setStringClaim("azp", client);
        claims.setStringClaim("client_id", client);
        claims.setStringClaim("scope", scope);
        claims.setStringClaim("clientHost", "192.0.2.1");
        return claims;
    }

    String sign(JwtClaims claims) {
        return TestIssuer.sign(claims, unsigned());
    }

    /** With the right header for tests to spoil. */
    JsonWebSignature unsigned() {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue("RS256");
        signature.setHeader("typ", "at+jwt");
        return signature;
    }
}
