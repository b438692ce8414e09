package tv.natomultimedia.media.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LinkTokensTest {

    private static final String FIRST_KEY = key('1');
    private static final String SECOND_KEY = key('2');
    private static final Link LINK =
            new Link(
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    "person:" + UUID.randomUUID(),
                    Instant.ofEpochSecond(1_800_000_000));

    private final LinkTokens tokens = new LinkTokens(FIRST_KEY, Optional.empty());

    @Test
    void aTokenSaysWhatItWasMadeFor() {
        LinkTokens.Verified verified = tokens.open(tokens.seal(LINK)).orElseThrow();
        assertEquals(LINK.downloadId(), verified.downloadId());
        assertEquals(LINK.renditionId(), verified.renditionId());
        assertEquals(LINK.expiresAt(), verified.expiresAt());
    }

    @Test
    void theSameLinkHasTheSameTokenAndAnotherHasAnother() {
        assertEquals(tokens.seal(LINK), tokens.seal(LINK));
        assertNotEquals(tokens.seal(LINK), tokens.seal(expiringLater()));
    }

    @Test
    void changingAnyBitMakesItWorthless() {
        byte[] token = Base64.getUrlDecoder().decode(tokens.seal(LINK));
        for (int bit = 0; bit < token.length * 8; bit++) {
            byte[] tampered = token.clone();
            tampered[bit / 8] ^= (byte) (1 << bit % 8);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(tampered);
            assertTrue(tokens.open(text).isEmpty(), "bit " + bit);
        }
    }

    @Test
    void aMacOfOneTokenDoesNotFitAnother() {
        String one = tokens.seal(LINK);
        String other = tokens.seal(expiringLater());
        int contentLength = one.length() - 43;
        assertTrue(
                tokens.open(one.substring(0, contentLength) + other.substring(contentLength))
                        .isEmpty());
    }

    @Test
    void whatIsNoTokenIsNone() {
        String token = tokens.seal(LINK);
        for (String garbage :
                new String[] {
                    "", "x", token + "=", token + "A", token.substring(1), "../" + token
                }) {
            assertTrue(tokens.open(garbage).isEmpty(), garbage);
        }
    }

    @Test
    void aKeyCanBeExchangedWhileItsLinksLive() {
        String old = tokens.seal(LINK);
        LinkTokens exchanged = new LinkTokens(SECOND_KEY, Optional.of(FIRST_KEY));
        assertTrue(exchanged.open(old).isPresent());
        assertNotEquals(old, exchanged.seal(LINK));
        assertTrue(exchanged.open(exchanged.seal(LINK)).isPresent());
        assertTrue(new LinkTokens(SECOND_KEY, Optional.empty()).open(old).isEmpty());
    }

    private static Link expiringLater() {
        return new Link(
                LINK.downloadId(),
                LINK.renditionId(),
                LINK.principal(),
                LINK.expiresAt().plusSeconds(1));
    }

    private static String key(char filler) {
        return Base64.getEncoder()
                .encodeToString(
                        String.valueOf(filler).repeat(32).getBytes(StandardCharsets.US_ASCII));
    }
}
