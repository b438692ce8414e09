package tv.natomultimedia.account.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import tv.natomultimedia.account.oauth.OAuthError.Refusal;
import tv.natomultimedia.account.revocation.EndedTokens;
import tv.natomultimedia.account.revocation.Revocations;
import tv.natomultimedia.account.token.AccessTokenVerification;

/** What a client may do with the tokens that it has got from here, and with no others. */
@ApplicationScoped
class OwnTokens {

    private final AccessTokenVerification tokens;
    private final EndedTokens ended;
    private final Revocations revocations;

    OwnTokens(AccessTokenVerification tokens, EndedTokens ended, Revocations revocations) {
        this.tokens = tokens;
        this.ended = ended;
        this.revocations = revocations;
    }

    /** A token that lives as far as its own claims tell. */
    private record Token(
            String id,
            String client,
            String audience,
            String scope,
            String subject,
            Instant issuedAt,
            Instant expiresAt,
            String issuer) {

        private static Token of(JwtClaims claims) {
            try {
                return new Token(
                        claims.getJwtId(),
                        claims.getClaimValueAsString("client_id"),
                        String.join(" ", claims.getAudience()),
                        claims.getClaimValueAsString("scope"),
                        claims.getSubject(),
                        Instant.ofEpochSecond(claims.getIssuedAt().getValue()),
                        Instant.ofEpochSecond(claims.getExpirationTime().getValue()),
                        claims.getIssuer());
            } catch (MalformedClaimException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /**
     * Ends a token of the client; a token that is none, or is over, needs no ending (RFC 7009).
     *
     * @throws Refusal {@code unauthorized_client} for a token of somebody else
     */
    @Transactional
    void revoke(String client, String text) throws Refusal {
        Optional<Token> found = tokens.verifiedForAny(text).map(Token::of);
        if (found.isEmpty()) {
            return;
        }
        Token token = found.get();
        if (!client.equals(token.client())) {
            throw new Refusal("unauthorized_client", "The token is not this client's.");
        }
        if (!hasEnded(token)) {
            revocations.tokenEnded(token.id());
        }
    }

    /** What a living token of the client says; of any other nothing but that it is not active. */
    @Transactional
    Introspection introspect(String client, String text) {
        return tokens.verifiedForAny(text)
                .map(Token::of)
                .filter(token -> client.equals(token.client()) && !hasEnded(token))
                .map(
                        token ->
                                new Introspection(
                                        true,
                                        token.scope(),
                                        token.client(),
                                        "Bearer",
                                        token.expiresAt().getEpochSecond(),
                                        token.issuedAt().getEpochSecond(),
                                        token.subject(),
                                        token.audience(),
                                        token.issuer(),
                                        token.id()))
                .orElse(Introspection.INACTIVE);
    }

    private boolean hasEnded(Token token) {
        return ended.contain(token.id(), token.client(), token.issuedAt());
    }
}
