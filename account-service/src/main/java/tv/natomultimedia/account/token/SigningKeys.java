package tv.natomultimedia.account.token;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import tv.natomultimedia.account.token.KeyPairs.Signer;
import tv.natomultimedia.account.token.KeyPairs.Verifier;

/**
 * The keys as this replica knows them. It looks into the database often, when a token names a key
 * that it does not know, and whenever somebody asks for the key set.
 */
@ApplicationScoped
public class SigningKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    /** So that tokens with made-up key ids cost a query a second and no more. */
    private static final Duration PAUSE_BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final KeyRotation rotation;
    private final SigningKeyRows rows;
    private final KeyPairs pairs;
    private final Clock clock;

    private final ReentrantLock loading = new ReentrantLock();
    private volatile long looks;
    private volatile Instant lastLookForUnknown = Instant.MIN;
    private volatile Loaded loaded = new Loaded(null, Map.of());

    SigningKeys(KeyRotation rotation, SigningKeyRows rows, KeyPairs pairs, Clock clock) {
        this.rotation = rotation;
        this.rows = rows;
        this.pairs = pairs;
        this.clock = clock;
    }

    private record Loaded(Signer signer, Map<String, Verifier> verifiers) {}

    void start(@Observes StartupEvent started) {
        rotation.reseal();
        tick();
    }

    /** Does what is due to the keys, and follows what other replicas did. */
    @Scheduled(
            every = "{token.key-check}",
            delayed = "{token.key-check}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void tick() {
        rotation.advance();
        refresh();
    }

    /** Follows what has been committed until now. */
    public void refresh() {
        long before = looks;
        loading.lock();
        try {
            // A look that began after this call did is as good as one of its own.
            if (looks == before) {
                looks = before + 1;
                QuarkusTransaction.requiringNew().run(this::load);
            }
        } finally {
            loading.unlock();
        }
    }

    Signer current() {
        return loaded.signer();
    }

    /** The public key of an id, if there is one that is good for something. */
    Optional<Verifier> verifier(String id) {
        if (!loaded.verifiers().containsKey(id) && mayLookForUnknown()) {
            refreshIfPossible();
        }
        return Optional.ofNullable(loaded.verifiers().get(id));
    }

    /** Every public key as a JWK (RFC 7517), the oldest first. */
    List<Map<String, Object>> published() {
        refreshIfPossible();
        return loaded.verifiers().values().stream().map(Verifier::jwk).toList();
    }

    private boolean mayLookForUnknown() {
        Instant now = clock.instant();
        boolean may =
                lastLookForUnknown.equals(Instant.MIN)
                        || !now.isBefore(lastLookForUnknown.plus(PAUSE_BETWEEN_LOOKS));
        if (may) {
            lastLookForUnknown = now;
        }
        return may;
    }

    /** What is known goes on being good while the database is away. */
    private void refreshIfPossible() {
        try {
            refresh();
        } catch (RuntimeException unreachable) {
            LOG.warn("The signing keys could not be read; those known before stay", unreachable);
        }
    }

    private void load() {
        Loaded before = loaded;
        Signer signer = null;
        Map<String, Verifier> verifiers = new LinkedHashMap<>();
        for (SigningKeyRow row : rows.all()) {
            if (row.isCurrent()) {
                boolean same = before.signer() != null && before.signer().id().equals(row.id());
                signer = same ? before.signer() : pairs.signer(row);
            }
            if (!row.isRevoked()) {
                Verifier known = before.verifiers().get(row.id());
                verifiers.put(row.id(), known == null ? pairs.verifier(row) : known);
            }
        }
        loaded = new Loaded(signer, verifiers);
    }
}
