package tv.natomultimedia.account.token;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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

/**
 * The keys that sign access tokens. The first replica to start makes the key, the others find it.
 */
@ApplicationScoped
class SigningKeys implements PanacheRepositoryBase<SigningKeyRow, String> {

    private static final int RSA_BITS = 3072;
    private static final long LOCK = 0x7369676E6B6579L;

    private final Vault vault;
    private final TokenRules rules;
    private final Clock clock;
    private volatile Loaded loaded = new Loaded(null, Map.of());

    SigningKeys(Vault vault, TokenRules rules, Clock clock) {
        this.vault = vault;
        this.rules = rules;
        this.clock = clock;
    }

    /** A key that signs. */
    record Signer(String id, Algorithm algorithm, PrivateKey key) {}

    /** A key that verifies, bound to its algorithm. */
    record Verifier(Algorithm algorithm, PublicKey key, Map<String, Object> jwk) {}

    private record Loaded(Signer signer, Map<String, Verifier> verifiers) {}

    void start(@Observes StartupEvent started) {
        refresh();
    }

    /** Another replica may have made a key since. */
    @Scheduled(every = "1m", delayed = "1m")
    void refresh() {
        QuarkusTransaction.requiringNew().run(this::load);
    }

    Signer current() {
        return loaded.signer();
    }

    /** The public key of an id, if there is one. */
    Optional<Verifier> verifier(String id) {
        return Optional.ofNullable(loaded.verifiers().get(id));
    }

    /** Every public key as a JWK (RFC 7517). */
    List<Map<String, Object>> published() {
        return loaded.verifiers().values().stream().map(Verifier::jwk).toList();
    }

    private void load() {
        getEntityManager()
                .createNativeQuery("SELECT pg_advisory_xact_lock(:lock)")
                .setParameter("lock", LOCK)
                .getSingleResult();
        if (count("algorithm = ?1 and state = ?2", rules.algorithm(), SigningKeyRow.State.CURRENT)
                == 0) {
            persist(generate(rules.algorithm()));
        }
        List<SigningKeyRow> rows = listAll();
        Signer signer =
                rows.stream()
                        .filter(row -> row.isCurrent() && row.algorithm() == rules.algorithm())
                        .map(this::signer)
                        .findFirst()
                        .orElseThrow();
        loaded =
                new Loaded(
                        signer,
                        rows.stream()
                                .collect(
                                        Collectors.toUnmodifiableMap(
                                                SigningKeyRow::id, SigningKeys::verifier)));
    }

    private SigningKeyRow generate(Algorithm algorithm) {
        try {
            PublicJsonWebKey pair =
                    switch (algorithm) {
                        case ES256 -> EcJwkGenerator.generateJwk(EllipticCurves.P256);
                        case RS256 -> RsaJwkGenerator.generateJwk(RSA_BITS);
                    };
            UUID id = Ids.next();
            pair.setKeyId(id.toString());
            pair.setAlgorithm(algorithm.name());
            pair.setUse(Use.SIGNATURE);
            return new SigningKeyRow(
                    pair.getKeyId(),
                    algorithm,
                    pair.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY),
                    vault.seal(pair.getPrivateKey().getEncoded(), place(pair.getKeyId())),
                    clock.instant());
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Signer signer(SigningKeyRow row) {
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

    private static Verifier verifier(SigningKeyRow row) {
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

    private static String place(String keyId) {
        return "signing_key/" + keyId;
    }
}
