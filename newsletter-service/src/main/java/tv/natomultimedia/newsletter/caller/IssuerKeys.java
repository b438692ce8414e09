package tv.natomultimedia.newsletter.caller;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.Key;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jose4j.http.Get;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import tv.natomultimedia.newsletter.problem.ProblemType;
import tv.natomultimedia.newsletter.problem.Problems;

/**
 * The public keys of account-service. They are fetched when the first token comes, kept while
 * account-service is away, and fetched anew when a token names one that is not there, though not
 * for every such token.
 */
@ApplicationScoped
class IssuerKeys implements VerificationKeyResolver {

    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

    private final HttpsJwks keys;
    private final IssuerKeysSettings settings;
    private final Clock clock;
    private final ReentrantLock asking = new ReentrantLock();
    private Instant lastAsked = Instant.MIN;

    IssuerKeys(
            @ConfigProperty(name = "account.url") String accountUrl,
            IssuerKeysSettings settings,
            Clock clock) {
        this.settings = settings;
        this.clock = clock;
        Get get = new Get();
        get.setConnectTimeout(Math.toIntExact(settings.timeout().toMillis()));
        get.setReadTimeout(Math.toIntExact(settings.timeout().toMillis()));
        get.setRetries(0);
        keys = new HttpsJwks(accountUrl + "/oauth2/jwks");
        keys.setSimpleHttpGet(get);
        keys.setDefaultCacheDuration(settings.refreshAfter().toSeconds());
        keys.setRetainCacheOnErrorDuration(settings.retainOnError().toSeconds());
        // Its own reprieve ends while the issuer is away; see askForUnknown.
        keys.setRefreshReprieveThreshold(0);
    }

    /**
     * Makes sure that there is something to verify with.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 503 {@code service-unavailable}
     */
    void requireAny() {
        try {
            if (!keys.getJsonWebKeys().isEmpty()) {
                return;
            }
        } catch (JoseException | IOException failure) {
            LOG.warnf("The keys of account-service cannot be fetched: %s", failure.getMessage());
        }
        throw Problems.builder(ProblemType.SERVICE_UNAVAILABLE)
                .withHeader("Retry-After", 5)
                .build();
    }

    @Override
    public Key resolveKey(JsonWebSignature signature, List<JsonWebStructure> nesting)
            throws UnresolvableKeyException {
        try {
            Key key = known(signature);
            if (key == null) {
                askForUnknown();
                key = known(signature);
            }
            if (key != null) {
                return key;
            }
        } catch (JoseException | IOException failure) {
            throw new UnresolvableKeyException("the issuer's keys cannot be fetched", failure);
        }
        throw new UnresolvableKeyException("the issuer has no such key");
    }

    /** At most once in an interval, whether the issuer answers or not; whoever comes then waits. */
    private void askForUnknown() throws JoseException, IOException {
        asking.lock();
        try {
            Instant now = clock.instant();
            if (lastAsked.equals(Instant.MIN)
                    || !now.isBefore(lastAsked.plus(settings.leastInterval()))) {
                lastAsked = now;
                keys.refresh();
            }
        } finally {
            asking.unlock();
        }
    }

    private Key known(JsonWebSignature signature) throws JoseException, IOException {
        String id = signature.getKeyIdHeaderValue();
        String algorithm = signature.getAlgorithmHeaderValue();
        for (JsonWebKey key : keys.getJsonWebKeys()) {
            boolean meant =
                    id != null
                            && id.equals(key.getKeyId())
                            && (key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm));
            if (meant) {
                return key.getKey();
            }
        }
        return null;
    }
}
