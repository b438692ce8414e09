package tv.natomultimedia.account.token;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Map;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jwk.Use;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import tv.natomultimedia.account.secret.Ids;
import tv.natomultimedia.account.secret.Vault;
import tv.natomultimedia.account.token.TokenRules.Algorithm;

/** Makes key pairs, and opens the rows in which they are kept. */
@ApplicationScoped
class KeyPairs {

    private static final int RSA_BITS = 3072;

    private final Vault vault;

    KeyPairs(Vault vault) {
        this.vault = vault;
    }

    /** A key that signs. */
    record Signer(String id, Algorithm algorithm, PrivateKey key) {}

    /** A key that verifies, bound to its algorithm. */
    record Verifier(Algorithm algorithm, PublicKey key, Map<String, Object> jwk) {}

    SigningKeyRow generate(Algorithm algorithm, Instant now) {
        try {
            PublicJsonWebKey pair =
                    switch (algorithm) {
                        case ES256 -> EcJwkGenerator.generateJwk(EllipticCurves.P256);
                        case RS256 -> RsaJwkGenerator.generateJwk(RSA_BITS);
                    };
            pair.setKeyId(Ids.next().toString());
            pair.setAlgorithm(algorithm.name());
            pair.setUse(Use.SIGNATURE);
            return new SigningKeyRow(
                    pair.getKeyId(),
                    algorithm,
                    pair.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY),
                    vault.seal(pair.getPrivateKey().getEncoded(), place(pair.getKeyId())),
                    now);
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Signer signer(SigningKeyRow row) {
        byte[] encoded = vault.open(row.privateKey(), place(row.id()));
        String type = row.algorithm() == Algorithm.ES256 ? "EC" : "RSA";
        try {
            return new Signer(
                    row.id(),
                    row.algorithm(),
                    KeyFactory.getInstance(type).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Verifier verifier(SigningKeyRow row) {
        try {
            PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(row.publicJwk());
            return new Verifier(
                    row.algorithm(),
                    jwk.getPublicKey(),
                    jwk.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
        } catch (JoseException damaged) {
            throw new IllegalStateException(damaged);
        }
    }

    /** Encrypts the private half under the present key-encryption key, if it is not yet. */
    void reseal(SigningKeyRow row) {
        if (row.privateKey() != null && vault.isOutdated(row.privateKey())) {
            row.reseal(vault.seal(vault.open(row.privateKey(), place(row.id())), place(row.id())));
        }
    }

    private static String place(String keyId) {
        return "signing_key/" + keyId;
    }
}
