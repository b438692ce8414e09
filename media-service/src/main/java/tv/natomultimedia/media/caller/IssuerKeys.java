package tv.natomultimedia.media.caller;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.lang.JoseException;

/**
 * The public keys that one issuer publishes (RFC 7517). Fetched when first needed and kept for as
 * long as nothing newer can be had: known callers are served while the issuer is down, however long
 * that takes.
 */
final class IssuerKeys {

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    private final URI address;
    private final CallerSettings settings;
    private final Clock clock;
    private final HttpClient client;
    private final ReentrantLock fetching = new ReentrantLock();
    private final AtomicBoolean refreshing = new AtomicBoolean();

    private volatile Keys keys;
    private volatile Instant lastAttempt = Instant.MIN;
    private Instant lastUnknown = Instant.MIN;

    IssuerKeys(URI address, CallerSettings settings, Clock clock) {
        this.address = address;
        this.settings = settings;
        this.clock = clock;
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(settings.keyFetchTimeout())
                        .build();
    }

    /**
     * The key with this id, for this algorithm.
     *
     * @throws IssuerUnreachableException when no keys have ever been seen and none can be fetched
     */
    Optional<PublicKey> find(String keyId, String algorithm) {
        Keys known = keys;
        if (known == null) {
            known = first();
        }
        if (!known.byId.containsKey(keyId)) {
            known = afterUnknown(keyId, known);
        } else if (isOlder(known.fetchedAt, settings.keyRefreshInterval())) {
            refreshInBackground();
        }
        return Optional.ofNullable(known.byId.get(keyId))
                .filter(key -> key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm))
                .map(PublicJsonWebKey::getPublicKey);
    }

    /** Changes whenever the keys do. */
    Object generation() {
        Keys known = keys;
        return known == null ? this : known.text;
    }

    private Keys first() {
        fetching.lock();
        try {
            if (keys == null && isOlder(lastAttempt, PAUSE_AFTER_FAILURE)) {
                fetch();
            }
            if (keys == null) {
                throw new IssuerUnreachableException();
            }
            return keys;
        } finally {
            fetching.unlock();
        }
    }

    private Keys afterUnknown(String keyId, Keys known) {
        fetching.lock();
        try {
            if (keys.equals(known) && isOlder(lastUnknown, settings.unknownKeyInterval())) {
                lastUnknown = clock.instant();
                LOG.debugf("Unknown key %s: asking the issuer", keyId);
                fetch();
            }
            return keys;
        } finally {
            fetching.unlock();
        }
    }

    private void refreshInBackground() {
        if (isOlder(lastAttempt, PAUSE_AFTER_FAILURE) && refreshing.compareAndSet(false, true)) {
            Thread.ofVirtual()
                    .name("issuer-keys")
                    .start(
                            () -> {
                                fetching.lock();
                                try {
                                    fetch();
                                } finally {
                                    fetching.unlock();
                                    refreshing.set(false);
                                }
                            });
        }
    }

    /** Leaves the keys as they are when nothing better can be had. */
    private void fetch() {
        lastAttempt = clock.instant();
        try {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(address)
                                    .timeout(settings.keyFetchTimeout())
                                    .header("Accept", "application/json")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("status " + answer.statusCode());
            }
            keys = read(answer.body());
        } catch (IOException | JoseException failure) {
            LOG.warnf("The issuer's keys cannot be fetched from %s: %s", address, failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    private Keys read(String body) throws JoseException {
        Map<String, PublicJsonWebKey> byId = new HashMap<>();
        for (JsonWebKey key : new JsonWebKeySet(body).getJsonWebKeys()) {
            boolean signs = key.getUse() == null || key.getUse().equals(Use.SIGNATURE);
            if (key instanceof PublicJsonWebKey published && key.getKeyId() != null && signs) {
                byId.put(key.getKeyId(), published);
            }
        }
        if (byId.isEmpty()) {
            throw new JoseException("no usable key in the answer");
        }
        return new Keys(Map.copyOf(byId), body, clock.instant());
    }

    private boolean isOlder(Instant time, Duration age) {
        return time.equals(Instant.MIN) || !clock.instant().isBefore(time.plus(age));
    }

    private record Keys(Map<String, PublicJsonWebKey> byId, String text, Instant fetchedAt) {}
}
