package tv.natomultimedia.media.revocation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The access token with which this service asks the account service (RFC 6749, section 4.4), kept
 * until shortly before it expires.
 */
@Singleton
public class ServiceToken {

    private static final String GRANT = "grant_type=client_credentials&scope=internal.accounts";
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final URI address;
    private final String authorization;
    private final Duration timeout;
    private final ObjectMapper json;
    private final Clock clock;
    private final HttpClient http;
    private final ReentrantLock fetching = new ReentrantLock();
    private Held held;

    ServiceToken(
            @ConfigProperty(name = "account.url") URI account,
            RevocationSettings settings,
            ObjectMapper json,
            Clock clock) {
        this.address = URI.create(account + "/oauth2/token");
        this.authorization = basic(settings.clientId(), settings.clientSecret());
        this.timeout = settings.timeout();
        this.json = json;
        this.clock = clock;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(settings.timeout())
                        .build();
    }

    private record Held(String token, Instant renewAt) {}

    /**
     * A token with the scope {@code internal.accounts}.
     *
     * @throws IOException when the account service does not give one
     */
    public String bearer() throws IOException, InterruptedException {
        fetching.lockInterruptibly();
        try {
            if (held == null || !clock.instant().isBefore(held.renewAt)) {
                held = fetch();
            }
            return held.token;
        } finally {
            fetching.unlock();
        }
    }

    /** Says that a token was refused, so that the next one is a new one. */
    public void refused(String token) {
        fetching.lock();
        try {
            if (held != null && held.token.equals(token)) {
                held = null;
            }
        } finally {
            fetching.unlock();
        }
    }

    private Held fetch() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                http.send(
                        HttpRequest.newBuilder(address)
                                .timeout(timeout)
                                .header("Authorization", authorization)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Accept", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(GRANT))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("no token, status " + answer.statusCode());
        }
        JsonNode grant = read(answer.body());
        JsonNode token = grant.path("access_token");
        JsonNode seconds = grant.path("expires_in");
        if (!token.isTextual() || !seconds.canConvertToLong()) {
            throw new IOException("what was answered is no token");
        }
        Duration life = Duration.ofSeconds(seconds.longValue());
        Duration margin = MARGIN.compareTo(life) < 0 ? MARGIN : life.dividedBy(2);
        return new Held(token.textValue(), clock.instant().plus(life).minus(margin));
    }

    private JsonNode read(byte[] body) throws IOException {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException quoting) {
            // It quotes what may be a token, and this will be logged.
            throw new IOException("what was answered is no JSON");
        }
    }

    /** Both parts are form-encoded first (RFC 6749, section 2.3.1). */
    private static String basic(String id, String secret) {
        String pair =
                URLEncoder.encode(id, StandardCharsets.UTF_8)
                        + ":"
                        + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return "Basic "
                + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }
}
