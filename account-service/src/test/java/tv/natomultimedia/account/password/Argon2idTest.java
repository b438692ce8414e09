package tv.natomultimedia.account.password;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.junit.jupiter.api.Test;

class Argon2idTest {

    private final Argon2id smaller = new Argon2id(64, 1, 1);
    private final Argon2id larger = new Argon2id(512, 2, 2);

    @Test
    void aHashIsTheSameInMemoryThatWasUsedForOthers() {
        BlockPool memory = smaller.memoryForOne();
        String ofSmaller = smaller.hash("Cargo-Lantern-73", memory);
        String ofLarger = larger.hash("Cargo-Lantern-74", memory);
        BlockPool unused = larger.memoryForOne();
        assertAll(
                () -> assertTrue(Argon2id.matches("Cargo-Lantern-74", ofLarger, memory)),
                () -> assertFalse(Argon2id.matches("Cargo-Lantern-73", ofLarger, memory)),
                () -> assertTrue(Argon2id.matches("Cargo-Lantern-73", ofSmaller, memory)),
                () -> assertFalse(Argon2id.matches("Cargo-Lantern-74", ofSmaller, memory)),
                () -> assertTrue(Argon2id.matches("Cargo-Lantern-74", ofLarger, unused)),
                () -> assertTrue(Argon2id.matches("Cargo-Lantern-73", ofSmaller, unused)));
    }
}
