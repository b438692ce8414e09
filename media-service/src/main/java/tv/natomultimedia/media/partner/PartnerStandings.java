package tv.natomultimedia.media.partner;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import tv.natomultimedia.media.caller.CurrentCaller;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;
import tv.natomultimedia.media.revocation.ServiceToken;

/**
 * What was agreed with partners, asked of the account service when a client is first seen and kept
 * for as long as nothing newer can be had: known partners are served while that service is down.
 */
@ApplicationScoped
public class PartnerStandings {

    private static final Logger LOG = Logger.getLogger(PartnerStandings.class);
    private static final int RETRY_AFTER_SECONDS = 5;

    private final URI account;
    private final ServiceToken token;
    private final PartnerSettings settings;
    private final ObjectMapper json;
    private final Clock clock;
    private final HttpClient http;
    private final Map<String, Entry> entries;

    PartnerStandings(
            @ConfigProperty(name = "account.url") URI account,
            ServiceToken token,
            PartnerSettings settings,
            ObjectMapper json,
            Clock clock) {
        this.account = account;
        this.token = token;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(settings.standingFetchTimeout())
                        .build();
        this.entries = Collections.synchronizedMap(new Remembered<>(settings.standings()));
    }

    /** An answer; empty where the account service knows no such partner. */
    private record Answer(Optional<PartnerStanding> standing, Instant at) {}

    /** What is known of one client, and whether somebody is asking. */
    private record Entry(AtomicReference<Answer> answer, ReentrantLock asking) {

        static Entry unknown() {
            return new Entry(new AtomicReference<>(), new ReentrantLock());
        }
    }

    /**
     * What was agreed with the partner of a client.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 401 {@code invalid-token} when there is
     *     no such partner, 503 {@code service-unavailable} when nothing is known of it and nobody
     *     can be asked
     */
    public PartnerStanding of(String clientId) {
        return answer(clientId)
                .orElseThrow(
                        () ->
                                Problems.builder(ProblemType.SERVICE_UNAVAILABLE)
                                        .withHeader("Retry-After", RETRY_AFTER_SECONDS)
                                        .build())
                .standing()
                .orElseThrow(CurrentCaller::invalidToken);
    }

    /** The organisation of a client; empty when it is gone or cannot be had now. */
    public Optional<String> nameOf(String clientId) {
        return answer(clientId).flatMap(Answer::standing).map(PartnerStanding::name);
    }

    /**
     * Where the organisation of a client is written to, asked for each time and not kept; empty
     * when it is gone or cannot be had now.
     */
    public Optional<String> contactOf(String clientId) {
        try {
            HttpResponse<byte[]> answer = get(address(clientId) + "/contact");
            return answer.statusCode() == 200
                    ? Optional.ofNullable(
                            json.readTree(answer.body()).path("contactEmail").textValue())
                    : Optional.empty();
        } catch (IOException failure) {
            // Not the message: it may quote the address.
            LOG.warnf("Where a partner is written to cannot be had: %s", failure.getClass());
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /**
     * Whether there is no such partner any more, it is suspended, or it has lost this scope, as far
     * as is known.
     */
    public boolean hasLost(String clientId, String scope) {
        return answer(clientId)
                .map(answer -> !answer.standing().map(known -> known.may(scope)).orElse(false))
                .orElse(false);
    }

    private Optional<Answer> answer(String clientId) {
        Entry entry = entries.computeIfAbsent(clientId, client -> Entry.unknown());
        Answer known = entry.answer().get();
        if (known == null) {
            ask(clientId, entry);
        } else if (!clock.instant().isBefore(known.at().plus(settings.standingRefreshInterval()))) {
            Thread.ofVirtual()
                    .name("partner-standing")
                    .start(() -> askUnlessAsking(clientId, entry));
        }
        return Optional.ofNullable(entry.answer().get());
    }

    /** The first callers of a client wait for one of them to ask. */
    private void ask(String clientId, Entry entry) {
        entry.asking().lock();
        try {
            if (entry.answer().get() == null) {
                fetch(clientId).ifPresent(entry.answer()::set);
            }
        } finally {
            entry.asking().unlock();
        }
    }

    private void askUnlessAsking(String clientId, Entry entry) {
        if (entry.asking().tryLock()) {
            try {
                fetch(clientId).ifPresent(entry.answer()::set);
            } finally {
                entry.asking().unlock();
            }
        }
    }

    private Optional<Answer> fetch(String clientId) {
        try {
            HttpResponse<byte[]> answer = get(address(clientId));
            return switch (answer.statusCode()) {
                case 200 ->
                        answered(Optional.of(json.readValue(answer.body(), PartnerStanding.class)));
                case 404 -> answered(Optional.empty());
                default -> throw new IOException("status " + answer.statusCode());
            };
        } catch (IOException failure) {
            LOG.warnf("The standing of a partner cannot be had: %s", failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private HttpResponse<byte[]> get(String address) throws IOException, InterruptedException {
        String bearer = token.bearer();
        HttpResponse<byte[]> answer =
                http.send(
                        HttpRequest.newBuilder(URI.create(address))
                                .timeout(settings.standingFetchTimeout())
                                .header("Authorization", "Bearer " + bearer)
                                .header("Accept", "application/json")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() == 401) {
            token.refused(bearer);
        }
        return answer;
    }

    private Optional<Answer> answered(Optional<PartnerStanding> standing) {
        return Optional.of(new Answer(standing, clock.instant()));
    }

    private String address(String clientId) {
        return account
                + "/internal/partners/"
                + URLEncoder.encode(clientId, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
