package tv.natomultimedia.account.revocation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;

/** Tells whether a client's access token has ended before its time. */
@ApplicationScoped
public class EndedTokens {

    private final EntityManager entities;

    EndedTokens(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Whether the token was revoked, or all that its client had got by then.
     *
     * @param issuedAt the claim {@code iat}, in whole seconds
     */
    @Transactional
    public boolean contain(String tokenId, String clientId, Instant issuedAt) {
        return !entities.createNativeQuery(
                        """
                        SELECT 1 FROM revocation WHERE kind = 'TOKEN' AND subject = :token
                        UNION ALL
                        SELECT 1 FROM revocation
                        WHERE kind = 'PARTNER' AND subject = :client AND not_before > :issued
                        LIMIT 1
                        """)
                .setParameter("token", tokenId)
                .setParameter("client", clientId)
                .setParameter("issued", issuedAt)
                .getResultList()
                .isEmpty();
    }
}
