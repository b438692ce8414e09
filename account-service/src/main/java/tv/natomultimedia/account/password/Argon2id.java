package tv.natomultimedia.account.password;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;
import tv.natomultimedia.account.secret.Bytes;

/**
 * Argon2id (RFC 9106) with its parameters, written as PHC strings: {@code
 * $argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>}.
 */
record Argon2id(int memory, int iterations, int parallelism) {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern PHC =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d+),t=(\\d+),p=(\\d+)\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    /**
     * Memory for one hash at a time, to be used again for the next; else each leaves thousands of
     * blocks to the garbage collector, which also copies those of the hashes under way: a fifth of
     * the work. The library clears the blocks as it gives them back. Hashes of other parameters may
     * be made in it as well.
     */
    BlockPool memoryForOne() {
        return new FixedBlockPool(Argon2BytesGenerator.getBlockCount(memory, parallelism));
    }

    /** A new hash under a fresh salt. */
    String hash(String password, BlockPool blocks) {
        byte[] salt = Bytes.random(SALT_BYTES);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "%s$%s$%s"
                .formatted(
                        prefix(),
                        base64.encodeToString(salt),
                        base64.encodeToString(derive(password, salt, HASH_BYTES, blocks)));
    }

    /** Whether a hash was made under these parameters. */
    boolean made(String phc) {
        return phc.startsWith(prefix() + "$");
    }

    /** Whether a password belongs to a hash, whatever parameters that was made under. */
    static boolean matches(String password, String phc, BlockPool blocks) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an Argon2id PHC string");
        }
        Argon2id parameters =
                new Argon2id(
                        Integer.parseInt(parts.group(1)),
                        Integer.parseInt(parts.group(2)),
                        Integer.parseInt(parts.group(3)));
        byte[] salt = Base64.getDecoder().decode(parts.group(4));
        byte[] hash = Base64.getDecoder().decode(parts.group(5));
        return Bytes.same(hash, parameters.derive(password, salt, hash.length, blocks));
    }

    private String prefix() {
        return "$argon2id$v=19$m=" + memory + ",t=" + iterations + ",p=" + parallelism;
    }

    private byte[] derive(String password, byte[] salt, int length, BlockPool blocks) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(memory)
                        .withIterations(iterations)
                        .withParallelism(parallelism)
                        .withSalt(salt)
                        .withBlockPool(blocks)
                        .build());
        byte[] hash = new byte[length];
        generator.generateBytes(
                Normalizer.normalize(password, Normalizer.Form.NFC)
                        .getBytes(StandardCharsets.UTF_8),
                hash);
        return hash;
    }
}
