package tv.natomultimedia.account.partner;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import tv.natomultimedia.account.partner.PartnerClients.Unavailable;
import tv.natomultimedia.account.partner.PartnerSecret.Status;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.revocation.Revocations;

/**
 * Makes the clients at the adapters be as the rows say. Only who has the lease of a partner comes
 * here. No transaction is open while an adapter is waited for.
 */
@ApplicationScoped
class Provisioning {

    private static final Logger LOG = Logger.getLogger(Provisioning.class);

    private static final int RETRY_SECONDS = 5;

    private final Partners partners;
    private final Adapters adapters;
    private final Revocations revocations;
    private final PartnerRules rules;
    private final Clock clock;

    Provisioning(
            Partners partners,
            Adapters adapters,
            Revocations revocations,
            PartnerRules rules,
            Clock clock) {
        this.partners = partners;
        this.adapters = adapters;
        this.revocations = revocations;
        this.rules = rules;
        this.clock = clock;
    }

    /** What is left to do for a partner. */
    private record Outstanding(
            String adapter,
            PartnerClients.Client client,
            boolean deleting,
            boolean unconfirmed,
            long revision,
            List<UUID> secretsToRemove) {

        static Outstanding of(Partner partner) {
            return new Outstanding(
                    partner.adapter(),
                    partner.client(),
                    partner.isDeleting(),
                    !partner.isConfirmed(),
                    partner.revision(),
                    partner.secrets(Status.REMOVING).stream().map(PartnerSecret::id).toList());
        }
    }

    /** Makes a client with its first secret. Throws as the adapter does. */
    void begin(String adapter, PartnerClients.Client client, UUID secretId, String secret) {
        PartnerClients clients = adapters.named(adapter);
        clients.provision(client);
        clients.addSecret(client.clientId(), secretId, secret);
    }

    /** Adds a secret to a client. Throws as the adapter does. */
    void addSecret(String adapter, String clientId, UUID secretId, String secret) {
        adapters.named(adapter).addSecret(clientId, secretId, secret);
    }

    /**
     * Does what is left to do, and gives up what nobody finished.
     *
     * @return whether the adapter has confirmed it; otherwise the reconciler tries again
     */
    boolean carryOut(UUID id) {
        Optional<Outstanding> found = transaction(id, this::outstanding);
        if (found.isEmpty()) {
            return true;
        }
        Outstanding left = found.get();
        try {
            PartnerClients clients = adapters.named(left.adapter());
            if (left.deleting()) {
                clients.delete(left.client().clientId());
            } else {
                if (left.unconfirmed()) {
                    clients.provision(left.client());
                }
                left.secretsToRemove()
                        .forEach(secret -> clients.removeSecret(left.client().clientId(), secret));
            }
        } catch (RuntimeException refused) {
            failed(id, refused);
            return false;
        }
        transaction(id, partner -> done(partner, left));
        return true;
    }

    /** What to throw when an adapter did not confirm something, having noted that. */
    RuntimeException unconfirmed(UUID id, RuntimeException refusal) {
        failed(id, refusal);
        return refusal instanceof Unavailable ? unavailable() : refusal;
    }

    /** 503, to be tried again soon. */
    static RuntimeException unavailable() {
        return Problems.builder(ProblemType.SERVICE_UNAVAILABLE)
                .withHeader("Retry-After", RETRY_SECONDS)
                .build();
    }

    /** Notes that the adapter did not confirm something, and plans another attempt. */
    private void failed(UUID id, RuntimeException refusal) {
        if (refusal instanceof Unavailable) {
            LOG.warnf(
                    "The client of partner %s is not as it shall be: %s", id, refusal.getMessage());
        } else {
            LOG.errorf(refusal, "The client of partner %s is not as it shall be", id);
        }
        transaction(
                id,
                partner -> {
                    partner.failed(settlingTime(partner), rules.longestPause(), clock.instant());
                    return Optional.empty();
                });
    }

    private Optional<Outstanding> outstanding(Partner partner) {
        partner.abandonUnfinished(clock.instant());
        return Optional.of(Outstanding.of(partner));
    }

    /** What a failed call may still undo stays outstanding, and is repeated when it cannot. */
    private Optional<Outstanding> done(Partner partner, Outstanding done) {
        Instant now = clock.instant();
        if (done.deleting() || (done.unconfirmed() && !done.client().enabled())) {
            // Whoever asked for a token while this was being written may have got one a moment
            // later.
            partner.tokensEnded(
                    revocations.partnerEnded(partner.clientId(), partner.tokensNotBefore()));
        }
        if (partner.isSettled(now)) {
            if (partner.isDeleting()) {
                partners.delete(partner);
                return Optional.empty();
            }
            partner.confirmed(done.revision());
            done.secretsToRemove().forEach(partner::removedSecret);
        }
        partner.plan(now);
        return Optional.empty();
    }

    private Duration settlingTime(Partner partner) {
        try {
            return adapters.named(partner.adapter()).settlingTime();
        } catch (Unavailable noAdapter) {
            return Duration.ZERO;
        }
    }

    private interface Step {
        Optional<Outstanding> on(Partner partner);
    }

    private Optional<Outstanding> transaction(UUID id, Step step) {
        return QuarkusTransaction.requiringNew().call(() -> partners.locked(id).flatMap(step::on));
    }
}
