package tv.natomultimedia.account.profile.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.token.AccessTokens;

/** Asks the other services what they keep of an account, with a token for each. */
@ApplicationScoped
class OtherServices {

    private static final Logger LOG = Logger.getLogger(OtherServices.class);
    private static final String SELF = "account-service";
    private static final Set<String> SCOPES = Set.of("internal.accounts");
    private static final int RETRY_AFTER_SECONDS = 30;

    private final AccessTokens accessTokens;
    private final PersonalDataService media;
    private final PersonalDataService newsletter;

    OtherServices(
            AccessTokens accessTokens,
            ExportRules rules,
            @ConfigProperty(name = "media.url") URI mediaUrl,
            @ConfigProperty(name = "newsletter.url") URI newsletterUrl) {
        this.accessTokens = accessTokens;
        this.media = client(mediaUrl, rules);
        this.newsletter = client(newsletterUrl, rules);
    }

    /**
     * What media-service keeps.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 503 {@code service-unavailable}
     */
    JsonNode media(UUID account) {
        return ask(media, "media-api", account);
    }

    /**
     * What newsletter-service keeps.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 503 {@code service-unavailable}
     */
    JsonNode newsletter(UUID account) {
        return ask(newsletter, "newsletter-api", account);
    }

    private JsonNode ask(PersonalDataService service, String audience, UUID account) {
        try {
            String token = accessTokens.forService(SELF, audience, SCOPES).token();
            JsonNode data = service.of("Bearer " + token, account);
            if (data != null && data.isObject()) {
                return data;
            }
            LOG.warnf("%s did not tell what it keeps: no object", audience);
        } catch (RuntimeException refused) {
            LOG.warnf(
                    "%s did not tell what it keeps: %s",
                    audience, refused.getClass().getSimpleName());
        }
        throw Problems.builder(ProblemType.SERVICE_UNAVAILABLE)
                .withHeader("Retry-After", RETRY_AFTER_SECONDS)
                .build();
    }

    private static PersonalDataService client(URI url, ExportRules rules) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(url)
                .connectTimeout(rules.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(rules.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .build(PersonalDataService.class);
    }
}
