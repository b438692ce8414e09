package tv.natomultimedia.account.partner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.secret.Bytes;
import tv.natomultimedia.account.secret.KeyedHash;
import tv.natomultimedia.account.secret.KeyedHash.Purpose;

/**
 * What {@code Idempotency-Key}s of administrators have made. The secret of such a partner follows
 * from the key, so that the first answer can be given again and neither is kept.
 */
@ApplicationScoped
class CreationKeys {

    private static final Duration KEPT = Duration.ofHours(24);
    private static final int REMOVED_AT_ONCE = 1_000;

    private final EntityManager entities;
    private final KeyedHash keyedHash;
    private final ObjectMapper json;
    private final Clock clock;

    CreationKeys(EntityManager entities, KeyedHash keyedHash, ObjectMapper json, Clock clock) {
        this.entities = entities;
        this.keyedHash = keyedHash;
        this.json = json;
        this.clock = clock;
    }

    /** A key of an administrator. */
    record Key(UUID administrator, String text) {

        /** Tells nothing, for a secret follows from it. */
        @Override
        public String toString() {
            return "Key";
        }
    }

    /** What a key has made. */
    record Made(UUID partner, UUID secret) {}

    /**
     * What the key has made before. Holds the key until the transaction ends.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 {@code idempotency-key-reuse} when it
     *     was for another partner
     */
    Optional<Made> claim(Key key, Description description) {
        byte[] hash = hash(key);
        entities.createNativeQuery(
                        "SELECT pg_advisory_xact_lock(hashtextextended(encode(:key, 'hex'), 7))")
                .setParameter("key", hash)
                .getSingleResult();
        List<?> found =
                entities.createNativeQuery(
                                """
                                SELECT fingerprint, partner_id, secret_id FROM partner_creation
                                WHERE key_hash = :key AND created_at > :since
                                """)
                        .setParameter("key", hash)
                        .setParameter("since", clock.instant().minus(KEPT))
                        .getResultList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Object[] row = (Object[]) found.getFirst();
        if (!Bytes.same((byte[]) row[0], fingerprint(description))) {
            throw Problems.of(ProblemType.IDEMPOTENCY_KEY_REUSE);
        }
        return Optional.of(new Made((UUID) row[1], (UUID) row[2]));
    }

    /** Remembers what a claimed key makes, in place of what it made before. */
    void remember(Key key, Description description, Made made) {
        entities.createNativeQuery(
                        """
                        INSERT INTO partner_creation (key_hash, fingerprint, partner_id, secret_id, created_at)
                        VALUES (:key, :fingerprint, :partner, :secret, :now)
                        ON CONFLICT (key_hash) DO UPDATE SET fingerprint = excluded.fingerprint,
                            partner_id = excluded.partner_id, secret_id = excluded.secret_id,
                            created_at = excluded.created_at
                        """)
                .setParameter("key", hash(key))
                .setParameter("fingerprint", fingerprint(description))
                .setParameter("partner", made.partner())
                .setParameter("secret", made.secret())
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /** The value of a secret that a key makes: 256 bits. */
    String secret(Key key, UUID secretId) {
        return Bytes.base64Url(
                keyedHash.of(
                        Purpose.PARTNER_SECRET,
                        Bytes.of(secretId),
                        Bytes.of(key.administrator()),
                        Bytes.of(key.text())));
    }

    private byte[] hash(Key key) {
        return keyedHash.of(
                Purpose.IDEMPOTENCY_KEY, Bytes.of(key.administrator()), Bytes.of(key.text()));
    }

    private byte[] fingerprint(Description description) {
        try {
            return Bytes.sha256(json.writeValueAsBytes(description));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Scheduled(every = "{cleanup.every}", delayed = "{cleanup.delayed}")
    @Transactional
    void removeOld() {
        entities.createNativeQuery(
                        """
                        DELETE FROM partner_creation WHERE key_hash = ANY (ARRAY(
                            SELECT key_hash FROM partner_creation WHERE created_at < :before
                            LIMIT :atOnce FOR UPDATE SKIP LOCKED))
                        """)
                .setParameter("before", clock.instant().minus(KEPT))
                .setParameter("atOnce", REMOVED_AT_ONCE)
                .executeUpdate();
    }
}
