package tv.natomultimedia.account.profile.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import tv.natomultimedia.account.account.Account;
import tv.natomultimedia.account.account.Accounts;
import tv.natomultimedia.account.audit.Origin;
import tv.natomultimedia.account.audit.SecurityEventType;
import tv.natomultimedia.account.audit.SecurityEvents;
import tv.natomultimedia.account.audit.SecurityTrail;
import tv.natomultimedia.account.code.CodeFlows;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.profile.email.EmailChanges;
import tv.natomultimedia.account.session.Sessions;

/**
 * Gathers everything that is kept of a person. All of it or nothing: a document that lacks what a
 * service that is away keeps would look whole.
 */
@ApplicationScoped
class Export {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Accounts accounts;
    private final Sessions sessions;
    private final CodeFlows flows;
    private final EmailChanges emailChanges;
    private final SecurityTrail trail;
    private final SecurityEvents securityEvents;
    private final OtherServices others;
    private final ExportRules rules;
    private final Clock clock;

    Export(
            Accounts accounts,
            Sessions sessions,
            CodeFlows flows,
            EmailChanges emailChanges,
            SecurityTrail trail,
            SecurityEvents securityEvents,
            OtherServices others,
            ExportRules rules,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.flows = flows;
        this.emailChanges = emailChanges;
        this.trail = trail;
        this.securityEvents = securityEvents;
        this.others = others;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * The document.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 {@code too-many-requests}, 503 {@code
     *     service-unavailable}
     */
    PersonalData of(UUID account, Origin origin) {
        requireBudget(account);
        JsonNode media = others.media(account);
        JsonNode newsletter = others.newsletter(account);
        return QuarkusTransaction.requiringNew()
                .call(() -> gathered(account, origin, media, newsletter));
    }

    private PersonalData gathered(UUID id, Origin origin, JsonNode media, JsonNode newsletter) {
        // Locked, so that those that are made at once are counted.
        Account account = accounts.locked(id).orElseThrow(() -> Problems.of(ProblemType.NOT_FOUND));
        requireBudget(id);
        securityEvents.ofAccount(SecurityEventType.DATA_EXPORTED, id, origin);
        return new PersonalData(
                clock.instant(),
                PersonalData.AccountData.from(account),
                sessions.kept(id),
                trail.of(id, null, Integer.MAX_VALUE).stream()
                        .map(PersonalData.SecurityEventData::from)
                        .toList(),
                flows.kept(account.address()).stream().map(PersonalData.FlowData::from).toList(),
                emailChanges.addresses(id),
                media,
                newsletter);
    }

    private void requireBudget(UUID account) {
        long made =
                trail.count(account, SecurityEventType.DATA_EXPORTED, clock.instant().minus(HOUR));
        if (made >= rules.hour()) {
            throw Problems.builder(ProblemType.TOO_MANY_REQUESTS)
                    .withHeader("Retry-After", HOUR.toSeconds())
                    .build();
        }
    }
}
