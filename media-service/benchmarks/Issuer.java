import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Stands in for account-service: a key set, and tokens of an editor. Its feed of revocations is away. */
final class Issuer implements Closeable {

    private final PublicJsonWebKey key;
    private final HttpServer server;

    Issuer() throws IOException, JoseException {
        key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId("benchmark");
        key.setUse("sig");
        key.setAlgorithm("ES256");
        byte[] keys = new JsonWebKeySet(List.of(key)).toJson().getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/oauth2/jwks",
                exchange -> {
                    exchange.getResponseHeaders().add("Content-Type", "application/jwk-set+json");
                    exchange.sendResponseHeaders(200, keys.length);
                    exchange.getResponseBody().write(keys);
                    exchange.close();
                });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A token for an hour of somebody who may read everything and download. */
    String token(String issuer) throws JoseException {
        JwtClaims claims = new JwtClaims();
        Instant now = Instant.now();
        claims.setIssuer(issuer);
        claims.setSubject(UUID.randomUUID().toString());
        claims.setAudience("media-api");
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.getEpochSecond() + 3600));
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setStringClaim("client_id", "natomultimedia-web");
        claims.setStringClaim("scope", "account media.download newsletter");
        claims.setStringClaim("sid", UUID.randomUUID().toString());
        claims.setClaim("email_verified", true);
        claims.setStringListClaim("groups", List.of("editor"));
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setKey(key.getPrivateKey());
        token.setKeyIdHeaderValue(key.getKeyId());
        token.setAlgorithmHeaderValue("ES256");
        token.setHeader("typ", "at+jwt");
        return token.getCompactSerialization();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
