package tv.natomultimedia.account.administration;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import tv.natomultimedia.account.audit.Origin;
import tv.natomultimedia.account.revocation.Revocations;
import tv.natomultimedia.account.token.KeyRotation;
import tv.natomultimedia.account.token.SigningKeys;

/** Carries out what administrators order about signing keys. */
@ApplicationScoped
class SigningKeyOrders {

    private final KeyRotation rotation;
    private final SigningKeys keys;
    private final Revocations revocations;

    SigningKeyOrders(KeyRotation rotation, SigningKeys keys, Revocations revocations) {
        this.rotation = rotation;
        this.keys = keys;
        this.revocations = revocations;
    }

    /**
     * Replaces the key that signs by the next one.
     *
     * @return whether that has happened; else it will, when the next one has been published for
     *     long enough
     */
    boolean rotate(UUID administrator, Origin origin) {
        boolean done =
                QuarkusTransaction.requiringNew()
                        .call(() -> rotation.rotate(administrator, origin));
        keys.refresh();
        return done;
    }

    /** Revokes all keys, and tells the services that verify with them. */
    void revokeAll(UUID administrator, Origin origin) {
        QuarkusTransaction.requiringNew()
                .run(() -> revocations.keysRevoked(rotation.revokeAll(administrator, origin)));
        keys.refresh();
    }
}
