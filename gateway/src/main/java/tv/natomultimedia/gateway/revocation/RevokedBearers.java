package tv.natomultimedia.gateway.revocation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tv.natomultimedia.gateway.revocation.Revocations.Kind;

/**
 * Recognises access tokens that ended before their time. The claims are read without verifying the
 * signature: that can only refuse, and what is forged is refused by the service that verifies it.
 */
@Singleton
public class RevokedBearers {

    private static final String SCHEME = "Bearer ";
    private static final int PARTS = 3;
    private static final int LONGEST = 16_384;

    /** The end of the year 9999, in seconds. */
    private static final long LATEST = 253_402_300_799L;

    private final Revocations revocations;
    private final ObjectMapper json;

    RevokedBearers(Revocations revocations, ObjectMapper json) {
        this.revocations = revocations;
        this.json = json;
    }

    /** Whether one of these values of the Authorization field is a token that has ended. */
    public boolean areAmong(List<String> authorizations) {
        return authorizations.stream()
                .anyMatch(value -> token(value).filter(this::hasEnded).isPresent());
    }

    private record Token(JsonNode header, JsonNode claims) {}

    private boolean hasEnded(Token token) {
        JsonNode claims = token.claims;
        Instant issuedAt =
                Instant.ofEpochSecond(Math.clamp(claims.path("iat").asLong(), 0, LATEST));
        return revocations.reach(Kind.KEY, text(token.header, "kid"), issuedAt)
                || revocations.reach(Kind.TOKEN, text(claims, "jti"), issuedAt)
                || revocations.reach(Kind.SESSION, text(claims, "sid"), issuedAt)
                || revocations.reach(Kind.ACCOUNT, text(claims, "sub"), issuedAt)
                || revocations.reach(Kind.PARTNER, text(claims, "client_id"), issuedAt)
                || revocations.reach(Kind.PARTNER, text(claims, "azp"), issuedAt);
    }

    private static String text(JsonNode part, String name) {
        return part.path(name).textValue();
    }

    /** Empty for what is no token: its refusal is left to the service. */
    private Optional<Token> token(String authorization) {
        String value = authorization.strip();
        if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String[] parts = value.substring(SCHEME.length()).strip().split("\\.", PARTS + 1);
        if (parts.length != PARTS || value.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Token(read(parts[0]), read(parts[1])));
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private JsonNode read(String part) throws IOException {
        return json.readTree(Base64.getUrlDecoder().decode(part));
    }
}
