package tv.natomultimedia.media.webhook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealedSecretsTest {

    private static final String OLD = "b2xkLW9sZC1vbGQtb2xkLW9sZC1vbGQtb2xkLW9sZCE=";
    private static final String NEW = "bmV3LW5ldy1uZXctbmV3LW5ldy1uZXctbmV3LW5ldyE=";

    private final UUID webhook = UUID.randomUUID();
    private final SealedSecrets before = new SealedSecrets(OLD, Optional.empty());

    @Test
    void whatIsSealedIsOpenedByTheKeyThatSealedIt() {
        byte[] secret = before.make();
        byte[] closed = before.seal(webhook, secret);
        assertFalse(Arrays.equals(closed, before.seal(webhook, secret)));
        assertArrayEquals(secret, before.open(webhook, closed).orElseThrow());
        SealedSecrets after = new SealedSecrets(NEW, Optional.of(OLD));
        assertArrayEquals(secret, after.open(webhook, closed).orElseThrow());
        assertFalse(Arrays.equals(after.mark(), Arrays.copyOf(closed, 4)));
        assertTrue(Arrays.equals(after.mark(), Arrays.copyOf(after.seal(webhook, secret), 4)));
        assertTrue(new SealedSecrets(NEW, Optional.empty()).open(webhook, closed).isEmpty());
    }

    @Test
    void aSecretCannotBeMovedToAnotherWebhookNorChanged() {
        byte[] closed = before.seal(webhook, before.make());
        assertThrows(IllegalStateException.class, () -> before.open(UUID.randomUUID(), closed));
        closed[closed.length - 1] ^= 1;
        assertThrows(IllegalStateException.class, () -> before.open(webhook, closed));
    }
}
