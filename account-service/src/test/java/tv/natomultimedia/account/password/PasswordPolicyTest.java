package tv.natomultimedia.account.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.account.EmailAddress;

class PasswordPolicyTest {

    private final CommonPasswords common = new CommonPasswords();
    private final PasswordPolicy policy = new PasswordPolicy(common);
    private final EmailAddress address =
            EmailAddress.parse("Ada.Lovelace+Press7@example.org").orElseThrow();

    @Test
    void aPasswordThatKeepsEveryRuleIsAccepted() {
        for (String password :
                List.of(
                        "Cargo-Lantern-73",
                        "Ünïcödé-Pass-1x",
                        "Éa1!Éa1!Éa1!",
                        "日本語Ab1!日本語漢字仮",
                        "Aa1😀Aa1😀Aa1😀",
                        "Correct-Horse-7-Battery",
                        "x".repeat(125) + "A1!")) {
            assertEquals(Set.of(), policy.broken(password, address), password);
        }
    }

    @Test
    void everyRuleIsBrokenByItself() {
        assertBroken("Cargo-Lan-7", PasswordRule.TOO_SHORT);
        assertBroken("x".repeat(126) + "A1!", PasswordRule.TOO_LONG);
        assertBroken("Cargo Lantern-73", PasswordRule.WHITESPACE);
        assertBroken("Cargo\u00a0Lantern-73", PasswordRule.WHITESPACE);
        assertBroken("Cargo\u0000Lantern-73", PasswordRule.WHITESPACE);
        assertBroken("Cargo\u0085Lantern-73", PasswordRule.WHITESPACE);
        assertBroken("cargo-lantern-73", PasswordRule.NO_UPPER);
        assertBroken("CARGO-LANTERN-73", PasswordRule.NO_LOWER);
        assertBroken("Cargo-Lantern-xy", PasswordRule.NO_DIGIT);
        assertBroken("CargoLantern73", PasswordRule.NO_SYMBOL);
        assertBroken("ADA.lovelace+press7@example.org", PasswordRule.IS_ADDRESS);
        assertBroken("Password1234!", PasswordRule.TOO_COMMON);
    }

    @Test
    void charactersAreCodePointsOfTheComposedForm() {
        assertBroken("Aa1!😀😀😀😀😀😀😀", PasswordRule.TOO_SHORT);
        // Eleven letters when composed, more when not.
        assertBroken(
                "Aa1!e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", PasswordRule.TOO_SHORT);
        // A mark alone is no symbol.
        assertBroken("Cargolantern7\u0301", PasswordRule.NO_SYMBOL);
    }

    @Test
    void commonPasswordsAreFoundInTheirUsualDisguises() {
        for (String password :
                List.of(
                        "P@ssw0rd2026!",
                        "Passw0rd!!!!",
                        "Qwertyuiop1!",
                        "Qazwsxedc123!",
                        "Welcome-12345",
                        "Iloveyou123!",
                        "!Liverpool2024",
                        "Summer2026!!",
                        "Adm1nistrator!1",
                        "PasswordPassword1!")) {
            assertTrue(common.contains(password), password);
        }
    }

    @Test
    void theListIsLongAndKnowsWhatIsNotOnIt() {
        assertTrue(common.size() >= 10_000);
        assertFalse(common.contains("Cargo-Lantern-73"));
        assertFalse(common.contains("zK8!vQm2#Lp9"));
    }

    @Test
    void anAbsurdLengthIsRefusedWithoutMuchWork() {
        assertEquals(
                EnumSet.of(PasswordRule.TOO_LONG), policy.broken("Aa1!".repeat(250_000), address));
    }

    @Test
    void anyTextIsJudgedWithoutFailing() {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            int[] points =
                    random.ints(random.nextInt(40), 0, Character.MAX_CODE_POINT + 1).toArray();
            String password = new String(points, 0, points.length);
            Set<PasswordRule> broken = policy.broken(password, address);
            long length =
                    java.text.Normalizer.normalize(password, java.text.Normalizer.Form.NFC)
                            .codePoints()
                            .count();
            assertEquals(length < 12, broken.contains(PasswordRule.TOO_SHORT));
            assertEquals(
                    password.codePoints().noneMatch(Character::isDigit),
                    broken.contains(PasswordRule.NO_DIGIT));
        }
    }

    @Test
    void aHashIsCheckedUnderItsOwnParametersAndInNfc() {
        Argon2id cheap = new Argon2id(64, 1, 1);
        BlockPool memory = cheap.memoryForOne();
        String hash = cheap.hash("Caf\u00e9-Lantern-7", memory);
        assertTrue(hash.matches("\\$argon2id\\$v=19\\$m=64,t=1,p=1\\$[^$]{22}\\$[^$]{43}"));
        assertTrue(Argon2id.matches("Cafe\u0301-Lantern-7", hash, memory));
        assertFalse(Argon2id.matches("Cafe-Lantern-7", hash, memory));
        assertTrue(cheap.made(hash));
        assertFalse(new Argon2id(65, 1, 1).made(hash));
        // The reference implementation's vector, as its own tests print it.
        assertTrue(
                Argon2id.matches(
                        "password",
                        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                        memory));
    }

    private void assertBroken(String password, PasswordRule rule) {
        assertEquals(Set.of(rule), policy.broken(password, address), password);
    }
}
