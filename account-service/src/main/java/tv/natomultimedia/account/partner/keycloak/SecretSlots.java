package tv.natomultimedia.account.partner.keycloak;

import java.util.Map;
import java.util.UUID;
import org.keycloak.representations.idm.ClientRepresentation;
import tv.natomultimedia.account.partner.PartnerClients.Unavailable;
import tv.natomultimedia.account.secret.Bytes;

/**
 * The two secrets by which Keycloak lets a client prove itself: the current one, and the one that
 * was rotated out, which the feature {@code client-secret-rotation} and the realm's policy let it
 * keep. Neither expires by itself. Which of our ids stands for which is kept beside them; a slot
 * that no id stands for holds what nobody knows.
 */
final class SecretSlots {

    static final String CURRENT_EXPIRES = "client.secret.expiration.time";

    /** The latest second that Keycloak can read, in 2038. */
    static final String NEVER = String.valueOf(Integer.MAX_VALUE);

    private static final String CURRENT_ID = "natomultimedia.secret.id";
    private static final String ROTATED_ID = "natomultimedia.secret.rotated.id";
    private static final String ROTATED = "client.secret.rotated";
    private static final String ROTATED_CREATED = "client.secret.rotated.creation.time";
    private static final String ROTATED_EXPIRES = "client.secret.rotated.expiration.time";

    /** Keycloak removes an attribute that is set to nothing. */
    private static final String NOTHING = "";

    private static final int UNKNOWN_BYTES = 32;

    private final ClientRepresentation client;
    private final Map<String, String> attributes;

    SecretSlots(ClientRepresentation client) {
        this.client = client;
        this.attributes = client.getAttributes();
    }

    boolean contain(UUID id) {
        return isIn(CURRENT_ID, id) || isIn(ROTATED_ID, id);
    }

    /** Puts a secret into a slot that is free; the newer one is the current one. */
    void add(UUID id, String secret, long epochSecond) {
        if (isTaken(CURRENT_ID)) {
            if (isTaken(ROTATED_ID)) {
                throw new IllegalStateException(
                        "The client " + client.getClientId() + " has two secrets already");
            }
            requireRotation();
            attributes.put(ROTATED, client.getSecret());
            attributes.put(ROTATED_ID, attributes.get(CURRENT_ID));
            attributes.put(ROTATED_CREATED, String.valueOf(epochSecond));
            attributes.put(ROTATED_EXPIRES, NEVER);
        }
        client.setSecret(secret);
        attributes.put(CURRENT_ID, id.toString());
    }

    /** Frees the slot of a secret, if there is one. */
    void remove(UUID id) {
        if (isIn(ROTATED_ID, id)) {
            freeRotated();
        } else if (isIn(CURRENT_ID, id)) {
            if (isTaken(ROTATED_ID)) {
                client.setSecret(attributes.get(ROTATED));
                attributes.put(CURRENT_ID, attributes.get(ROTATED_ID));
                freeRotated();
            } else {
                client.setSecret(Bytes.base64Url(Bytes.random(UNKNOWN_BYTES)));
                attributes.put(CURRENT_ID, NOTHING);
            }
        }
    }

    /**
     * Without the feature Keycloak drops what it holds for it with every change of a client, and
     * would drop the older secret with the newer one.
     */
    private void requireRotation() {
        if (!attributes.containsKey(CURRENT_EXPIRES)) {
            throw new Unavailable(
                    "Keycloak keeps one secret of a client: its feature client-secret-rotation or"
                            + " the realm's policy two-secrets is off",
                    null);
        }
    }

    private void freeRotated() {
        attributes.put(ROTATED, NOTHING);
        attributes.put(ROTATED_ID, NOTHING);
        attributes.put(ROTATED_CREATED, NOTHING);
        attributes.put(ROTATED_EXPIRES, NOTHING);
    }

    private boolean isTaken(String slot) {
        return !attributes.getOrDefault(slot, NOTHING).isEmpty();
    }

    private boolean isIn(String slot, UUID id) {
        return id.toString().equals(attributes.get(slot));
    }
}
