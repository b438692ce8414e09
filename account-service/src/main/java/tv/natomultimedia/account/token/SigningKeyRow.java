package tv.natomultimedia.account.token;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A signing key as it is kept: the private half encrypted. */
@Entity
@Table(name = "signing_key")
public class SigningKeyRow {

    @Id private String id;

    @Enumerated(EnumType.STRING)
    private TokenRules.Algorithm algorithm;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "public_jwk")
    private String publicJwk;

    @Column(name = "private_key")
    private byte[] privateKey;

    @Column(name = "created_at")
    private Instant createdAt;

    /** Published before it signs, signing, published for tokens that it has signed. */
    enum State {
        NEXT,
        CURRENT,
        RETIRED
    }

    /** For the persistence provider. */
    protected SigningKeyRow() {}

    SigningKeyRow(
            String id,
            TokenRules.Algorithm algorithm,
            String publicJwk,
            byte[] privateKey,
            Instant now) {
        this.id = id;
        this.algorithm = algorithm;
        this.state = State.CURRENT;
        this.publicJwk = publicJwk;
        this.privateKey = privateKey;
        this.createdAt = now;
    }

    String id() {
        return id;
    }

    TokenRules.Algorithm algorithm() {
        return algorithm;
    }

    boolean isCurrent() {
        return state == State.CURRENT;
    }

    String publicJwk() {
        return publicJwk;
    }

    byte[] privateKey() {
        return privateKey;
    }
}
