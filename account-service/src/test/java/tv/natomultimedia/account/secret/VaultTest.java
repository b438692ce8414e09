package tv.natomultimedia.account.secret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class VaultTest {

    private static final String PLACE = "table/1";
    private static final byte[] VALUE = Bytes.of("a private key");

    private final String before = key();
    private final String after = key();
    private final Vault old = OtherVault.under(before);
    private final Vault changed = OtherVault.under(after, before);

    @Test
    void whatWasSealedIsOpenedInItsPlaceOnly() {
        byte[] sealed = old.seal(VALUE, PLACE);
        assertArrayEquals(VALUE, old.open(sealed, PLACE));
        assertThrows(IllegalStateException.class, () -> old.open(sealed, "table/2"));
    }

    @Test
    void nothingIsOpenedThatWasAlteredAnywhere() {
        byte[] sealed = old.seal(VALUE, PLACE);
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertThrows(IllegalStateException.class, () -> changed.open(altered, PLACE));
            byte[] cut = Arrays.copyOf(sealed, i);
            assertThrows(IllegalStateException.class, () -> changed.open(cut, PLACE));
        }
    }

    @Test
    void aChangedKeyOpensWhatTheOneBeforeSealed() {
        byte[] sealed = old.seal(VALUE, PLACE);
        assertArrayEquals(VALUE, changed.open(sealed, PLACE));
        assertTrue(changed.isOutdated(sealed));
        byte[] renewed = changed.seal(VALUE, PLACE);
        assertFalse(changed.isOutdated(renewed));
        assertThrows(IllegalStateException.class, () -> old.open(renewed, PLACE));
        assertArrayEquals(VALUE, OtherVault.under(after).open(renewed, PLACE));
    }

    @Test
    void theKeyThatIsToComeCanBeListedBeforeItIsUsed() {
        Vault prepared = OtherVault.under(before, after);
        assertArrayEquals(VALUE, prepared.open(changed.seal(VALUE, PLACE), PLACE));
    }

    @Test
    void whatWasSealedBeforeKeysCouldBeChangedIsStillOpened() {
        byte[] sealed = old.seal(VALUE, PLACE);
        byte[] withoutHeader = Arrays.copyOfRange(sealed, 7, sealed.length);
        assertArrayEquals(VALUE, old.open(withoutHeader, PLACE));
        assertArrayEquals(VALUE, changed.open(withoutHeader, PLACE));
        assertTrue(old.isOutdated(withoutHeader));
    }

    @Test
    void theNameOfAKeyIsNoKey() {
        byte[] sealed = old.seal(VALUE, PLACE);
        assertThrows(
                IllegalStateException.class, () -> OtherVault.under(after).open(sealed, PLACE));
    }

    private static String key() {
        return Base64.getEncoder().encodeToString(Bytes.random(32));
    }
}
