package tv.natomultimedia.newsletter.revocation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the account service says has ended before its time, in the order in which it did. */
@Singleton
class RevocationFeed {

    private static final int START_AGAIN = 410;
    private static final Page FROM_THE_START = new Page(List.of(), 0);

    private final URI account;
    private final ServiceToken token;
    private final RevocationSettings settings;
    private final ObjectMapper json;
    private final HttpClient http;

    RevocationFeed(
            @ConfigProperty(name = "account.url") URI account,
            ServiceToken token,
            RevocationSettings settings,
            ObjectMapper json) {
        this.account = account;
        this.token = token;
        this.settings = settings;
        this.json = json;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(settings.timeout())
                        .build();
    }

    /**
     * Some entries.
     *
     * @param next what to ask for next
     */
    record Page(List<Revocation> entries, long next) {}

    /**
     * The entries after one of them; waits for one when there is none.
     *
     * @param sequence 0 is before the first
     * @throws IOException when the account service does not answer, or not so that it can be read
     */
    Page after(long sequence) throws IOException, InterruptedException {
        String bearer = token.bearer();
        HttpResponse<byte[]> answer =
                http.send(
                        HttpRequest.newBuilder(address(sequence))
                                .timeout(settings.longPoll().plus(settings.timeout()))
                                .header("Authorization", "Bearer " + bearer)
                                .header("Accept", "application/json")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        return switch (answer.statusCode()) {
            case 200 -> page(json.readTree(answer.body()));
            case START_AGAIN -> FROM_THE_START;
            case 401 -> {
                token.refused(bearer);
                throw new IOException("the token of this service was refused");
            }
            default -> throw new IOException("status " + answer.statusCode());
        };
    }

    private URI address(long sequence) {
        return URI.create(
                "%s/internal/revocations?after=%d&wait=%d"
                        .formatted(account, sequence, settings.longPoll().toSeconds()));
    }

    private static Page page(JsonNode answer) throws IOException {
        JsonNode items = answer.path("items");
        JsonNode next = answer.path("next");
        if (!items.isArray() || !next.canConvertToLong()) {
            throw new IOException("what was answered is no page of the feed");
        }
        List<Revocation> entries = new ArrayList<>();
        for (JsonNode item : items) {
            entry(item).ifPresent(entries::add);
        }
        return new Page(entries, next.longValue());
    }

    /** Empty for a kind that is new to this service: it is no reason to stand still. */
    private static Optional<Revocation> entry(JsonNode item) throws IOException {
        Revocations.Kind kind;
        switch (item.path("kind").asText()) {
            case "session" -> kind = Revocations.Kind.SESSION;
            case "account" -> kind = Revocations.Kind.ACCOUNT;
            case "partner" -> kind = Revocations.Kind.PARTNER;
            case "token" -> kind = Revocations.Kind.TOKEN;
            case "key" -> kind = Revocations.Kind.KEY;
            default -> {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(
                    new Revocation(
                            kind,
                            item.path("subject").asText(),
                            Instant.parse(item.path("notBefore").asText())));
        } catch (DateTimeParseException unreadable) {
            throw new IOException("an entry of the feed cannot be read", unreadable);
        }
    }
}
