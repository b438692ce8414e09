package tv.natomultimedia.account.token;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.secret.Ids;

/** Issues access tokens per RFC 9068. */
@ApplicationScoped
public class AccessTokens {

    /** The client that people log in with. */
    public static final String WEB_CLIENT = "natomultimedia-web";

    /** The header's {@code typ}. */
    static final String TYPE = "at+jwt";

    /** This service, as an audience. */
    static final String ACCOUNT_API = "account-api";

    /** The service with the catalogue, as an audience. */
    public static final String MEDIA_API = "media-api";

    private static final List<String> PERSON_AUDIENCE =
            List.of(ACCOUNT_API, MEDIA_API, "newsletter-api");
    private static final String PERSON_SCOPE = "account media.download newsletter";

    private final SigningKeys keys;
    private final TokenRules rules;
    private final Clock clock;
    private final String issuer;

    AccessTokens(
            SigningKeys keys,
            TokenRules rules,
            Clock clock,
            @ConfigProperty(name = "public-url") String issuer) {
        this.keys = keys;
        this.rules = rules;
        this.clock = clock;
        this.issuer = issuer;
    }

    /**
     * A signed token.
     *
     * @param expiresInSeconds its life from now
     */
    public record Issued(String token, long expiresInSeconds) {}

    /**
     * A person's token for one of their sessions. Just after all tokens of the account were ended
     * it is dated some seconds ahead, so that it is none of those.
     */
    public Issued forPerson(Account account, UUID session) {
        Instant now = clock.instant();
        Instant notBefore = account.tokensNotBefore();
        JwtClaims claims =
                claims(
                        account.id().toString(),
                        WEB_CLIENT,
                        rules.lifetime(),
                        notBefore == null || notBefore.isBefore(now) ? now : notBefore);
        claims.setAudience(PERSON_AUDIENCE);
        claims.setStringClaim("scope", PERSON_SCOPE);
        claims.setStringClaim("sid", session.toString());
        claims.setStringClaim("email", account.email());
        claims.setClaim("email_verified", true);
        claims.setStringListClaim("groups", account.roles());
        if (account.locale() != null) {
            claims.setStringClaim("locale", account.locale());
        }
        return new Issued(signed(claims), rules.lifetime().toSeconds());
    }

    /** A built-in service's token for calling one other. */
    public Issued forService(String client, String audience, Collection<String> scopes) {
        JwtClaims claims = claims(client, client, rules.serviceLifetime());
        claims.setAudience(audience);
        claims.setStringClaim("scope", String.join(" ", scopes));
        return new Issued(signed(claims), rules.serviceLifetime().toSeconds());
    }

    /**
     * A partner's token for media-service.
     *
     * @param at when it counts as issued, so that it ends with what ends tokens issued before
     */
    public Issued forPartner(String client, Collection<String> scopes, Instant at) {
        JwtClaims claims = claims(client, client, rules.partnerLifetime(), at);
        claims.setAudience(MEDIA_API);
        claims.setStringClaim("scope", String.join(" ", scopes));
        return new Issued(signed(claims), rules.partnerLifetime().toSeconds());
    }

    private JwtClaims claims(String subject, String client, Duration lifetime) {
        return claims(subject, client, lifetime, clock.instant());
    }

    private JwtClaims claims(String subject, String client, Duration lifetime, Instant now) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setSubject(subject);
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(lifetime).getEpochSecond()));
        claims.setJwtId(Ids.next().toString());
        claims.setStringClaim("client_id", client);
        return claims;
    }

    private String signed(JwtClaims claims) {
        KeyPairs.Signer signer = keys.current();
        JsonWebSignature signature = new JsonWebSignature();
        signature.setHeader("typ", TYPE);
        signature.setKeyIdHeaderValue(signer.id());
        signature.setAlgorithmHeaderValue(signer.algorithm().name());
        signature.setKey(signer.key());
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
