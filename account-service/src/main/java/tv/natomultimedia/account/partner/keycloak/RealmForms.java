package tv.natomultimedia.account.partner.keycloak;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import tv.natomultimedia.account.partner.PartnerClients.Unavailable;

/**
 * Sends forms to the realm. No redirect is followed, no answer is waited for longer than the
 * time-out or read further than it may be long.
 */
@ApplicationScoped
class RealmForms {

    private static final int LONGEST_ANSWER = 65_536;

    private final KeycloakRules rules;
    private final HttpClient http;

    RealmForms(KeycloakRules rules) {
        this.rules = rules;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(rules.timeout())
                        .build();
    }

    /**
     * What the realm answers, whatever its status. The form may be sent twice: once more when a
     * connection had died unnoticed.
     *
     * @throws Unavailable when there is no whole answer in time
     */
    HttpResponse<String> post(String path, Map<String, String> form) {
        return answer(
                HttpRequest.newBuilder()
                        .uri(URI.create(realm() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json")
                        .timeout(rules.timeout())
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        form.entrySet().stream()
                                                .map(RealmForms::encoded)
                                                .collect(Collectors.joining("&"))))
                        .build());
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }

    private String realm() {
        URI url = rules.url().orElseThrow(() -> RealmClients.notConfigured("url"));
        return url.toString().replaceAll("/+$", "") + "/realms/" + encoded(rules.realm());
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            return once(request);
        } catch (IOException broken) {
            try {
                return once(request);
            } catch (IOException again) {
                throw new Unavailable("Keycloak did not answer", again);
            }
        }
    }

    /**
     * The client's own time-out ends with the header of the answer; this one with its last byte.
     */
    private HttpResponse<String> once(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(
                        request,
                        HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8),
                                LONGEST_ANSWER));
        try {
            return answer.get(rules.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new Unavailable("Keycloak did not answer in time", late);
        } catch (InterruptedException stopped) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new Unavailable("Interrupted while Keycloak was asked", stopped);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof HttpTimeoutException late) {
                throw new Unavailable("Keycloak did not answer in time", late);
            }
            if (failed.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new Unavailable("Keycloak could not be asked", failed.getCause());
        }
    }

    private static String encoded(Map.Entry<String, String> parameter) {
        return encoded(parameter.getKey()) + "=" + encoded(parameter.getValue());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
