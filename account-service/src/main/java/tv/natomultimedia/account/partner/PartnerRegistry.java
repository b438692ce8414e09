package tv.natomultimedia.account.partner;

import static io.quarkus.narayana.jta.QuarkusTransaction.requiringNew;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tv.natomultimedia.account.audit.Origin;
import tv.natomultimedia.account.audit.SecurityEventType;
import tv.natomultimedia.account.audit.SecurityEvents;
import tv.natomultimedia.account.partner.Leases.Lease;
import tv.natomultimedia.account.partner.PartnerSecret.Status;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;
import tv.natomultimedia.account.revocation.Revocations;

/**
 * What administrators do with partners that are there. Each act is written first, then carried out
 * at the adapter, then confirmed; where the adapter does not confirm, nothing secret is handed out
 * and the reconciler finishes.
 */
@ApplicationScoped
class PartnerRegistry {

    private final Partners partners;
    private final Leases leases;
    private final Provisioning provisioning;
    private final Revocations revocations;
    private final SecurityEvents events;
    private final ObjectMapper json;
    private final Clock clock;

    PartnerRegistry(
            Partners partners,
            Leases leases,
            Provisioning provisioning,
            Revocations revocations,
            SecurityEvents events,
            ObjectMapper json,
            Clock clock) {
        this.partners = partners;
        this.leases = leases;
        this.provisioning = provisioning;
        this.revocations = revocations;
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    /** Who does something, from where. */
    record Actor(UUID administrator, Origin origin) {}

    /** What was written before the adapter is asked. */
    private record Begun(Lease lease, PartnerClients.Client client, String adapter, UUID secret) {}

    PartnerView view(UUID id) {
        return requiringNew().call(() -> PartnerView.from(visible(id)));
    }

    PartnerStanding standing(String clientId) {
        return requiringNew()
                .call(
                        () ->
                                partners.ofClient(clientId)
                                        .map(PartnerStanding::of)
                                        .orElseThrow(PartnerRegistry::gone));
    }

    PartnerContact contact(String clientId) {
        return requiringNew()
                .call(
                        () ->
                                partners.ofClient(clientId)
                                        .map(PartnerContact::of)
                                        .orElseThrow(PartnerRegistry::gone));
    }

    /** Changes what a merge patch names. The client follows, if not now, then soon. */
    PartnerView change(UUID id, JsonNode patch, Actor actor) throws JsonProcessingException {
        Lease lease = leases.take(id);
        try {
            // Who has the lease is alone in changing the partner, so the document stays as it is.
            PartnerDocument before = requiringNew().call(() -> PartnerDocument.from(visible(id)));
            PartnerDocument after = before.patched(patch, json);
            Description description = after.description();
            boolean suspended = after.isSuspended();
            requiringNew().run(() -> describe(id, lease, description, suspended, actor));
            provisioning.carryOut(id);
            return view(id);
        } finally {
            leases.giveBack(lease);
        }
    }

    /** One more secret, if there is room. */
    IssuedSecret addSecret(UUID id, Actor actor) {
        String secret = PartnerSecret.newValue();
        Lease lease = leases.take(id);
        try {
            requiringNew().run(() -> visible(id));
            provisioning.carryOut(id);
            Begun begun = requiringNew().call(() -> beginSecret(id, lease));
            try {
                provisioning.addSecret(
                        begun.adapter(), begun.client().clientId(), begun.secret(), secret);
            } catch (RuntimeException refusal) {
                throw provisioning.unconfirmed(id, refusal);
            }
            return requiringNew().call(() -> confirmSecret(begun, secret, actor));
        } finally {
            leases.giveBack(lease);
        }
    }

    /**
     * Takes a secret away. Tokens that were got by it live out their minutes, so that changing
     * secrets interrupts nothing, unless the secret was compromised.
     */
    void removeSecret(UUID id, UUID secret, boolean compromised, Actor actor) {
        Lease lease = leases.take(id);
        try {
            requiringNew().run(() -> beginRemoval(id, secret, lease, compromised, actor));
            if (!provisioning.carryOut(id)) {
                throw Provisioning.unavailable();
            }
        } finally {
            leases.giveBack(lease);
        }
    }

    /** Ends a partner at once; its client goes, if not now, then soon. */
    void delete(UUID id, Actor actor) {
        Lease lease = leases.take(id);
        try {
            requiringNew()
                    .run(
                            () -> {
                                Partner partner = locked(id);
                                partner.delete(lease.until(), clock.instant());
                                endTokens(partner);
                                record(SecurityEventType.PARTNER_DELETED, partner, actor, Map.of());
                            });
            provisioning.carryOut(id);
        } finally {
            leases.giveBack(lease);
        }
    }

    private void describe(UUID id, Lease lease, Description after, boolean suspended, Actor actor) {
        Partner partner = locked(id);
        Description before = partner.description();
        boolean wasSuspended = partner.isSuspended();
        if (after.equals(before) && suspended == wasSuspended) {
            return;
        }
        partner.describe(after, suspended, lease.until(), clock.instant());
        List<String> changed = before.membersChangedBy(after);
        if (!changed.isEmpty()) {
            record(
                    SecurityEventType.PARTNER_CHANGED,
                    partner,
                    actor,
                    Map.of("members", String.join(", ", changed)));
        }
        if (suspended && !wasSuspended) {
            endTokens(partner);
            record(SecurityEventType.PARTNER_SUSPENDED, partner, actor, Map.of());
        } else if (!suspended && wasSuspended) {
            record(SecurityEventType.PARTNER_REINSTATED, partner, actor, Map.of());
        }
    }

    private Begun beginSecret(UUID id, Lease lease) {
        Partner partner = locked(id);
        PartnerSecret secret =
                partner.beginSecret(lease.until(), clock.instant())
                        .orElseThrow(() -> Problems.of(ProblemType.TOO_MANY_SECRETS));
        return new Begun(lease, partner.client(), partner.adapter(), secret.id());
    }

    private IssuedSecret confirmSecret(Begun begun, String secret, Actor actor) {
        Partner partner =
                partners.locked(begun.lease().partner())
                        .filter(Partner::isVisible)
                        .orElseThrow(PartnerRegistry::gone);
        PartnerSecret added =
                partner.secret(begun.secret())
                        .filter(pending -> pending.is(Status.PENDING))
                        .orElseThrow(Provisioning::unavailable);
        added.confirm();
        partner.plan(clock.instant());
        record(
                SecurityEventType.PARTNER_SECRET_ADDED,
                partner,
                actor,
                Map.of("secret", added.id().toString()));
        return new IssuedSecret(added.id(), secret, added.createdAt());
    }

    private void beginRemoval(UUID id, UUID secret, Lease lease, boolean compromised, Actor actor) {
        Partner partner = locked(id);
        PartnerSecret removed =
                partner.secret(secret)
                        .filter(candidate -> !candidate.is(Status.PENDING))
                        .orElseThrow(PartnerRegistry::gone);
        if (compromised) {
            endTokens(partner);
        }
        if (removed.is(Status.LIVE)) {
            partner.removeSecret(removed, lease.until());
            record(
                    SecurityEventType.PARTNER_SECRET_REMOVED,
                    partner,
                    actor,
                    Map.of(
                            "secret",
                            secret.toString(),
                            "compromised",
                            String.valueOf(compromised)));
        }
    }

    private void endTokens(Partner partner) {
        partner.tokensEnded(
                revocations.partnerEnded(partner.clientId(), partner.tokensNotBefore()));
    }

    private void record(
            SecurityEventType type, Partner partner, Actor actor, Map<String, String> detail) {
        events.ofPartner(type, partner.clientId(), actor.administrator(), actor.origin(), detail);
    }

    private Partner visible(UUID id) {
        return partners.visible(id).orElseThrow(PartnerRegistry::gone);
    }

    private Partner locked(UUID id) {
        return partners.locked(id).filter(Partner::isVisible).orElseThrow(PartnerRegistry::gone);
    }

    private static RuntimeException gone() {
        return Problems.of(ProblemType.NOT_FOUND);
    }
}
