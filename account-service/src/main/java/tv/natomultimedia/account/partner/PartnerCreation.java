package tv.natomultimedia.account.partner;

import static io.quarkus.narayana.jta.QuarkusTransaction.requiringNew;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tv.natomultimedia.account.audit.SecurityEventType;
import tv.natomultimedia.account.audit.SecurityEvents;
import tv.natomultimedia.account.partner.Leases.Lease;
import tv.natomultimedia.account.partner.PartnerRegistry.Actor;
import tv.natomultimedia.account.partner.PartnerSecret.Status;
import tv.natomultimedia.account.problem.ProblemType;
import tv.natomultimedia.account.problem.Problems;

/**
 * The making of partners: written first, then carried out at the adapter, then confirmed. Where the
 * adapter does not confirm, nothing is handed out and the reconciler removes what there may be.
 */
@ApplicationScoped
class PartnerCreation {

    private final Partners partners;
    private final Leases leases;
    private final Provisioning provisioning;
    private final Adapters adapters;
    private final CreationKeys keys;
    private final SecurityEvents events;
    private final Clock clock;

    PartnerCreation(
            Partners partners,
            Leases leases,
            Provisioning provisioning,
            Adapters adapters,
            CreationKeys keys,
            SecurityEvents events,
            Clock clock) {
        this.partners = partners;
        this.leases = leases;
        this.provisioning = provisioning;
        this.adapters = adapters;
        this.keys = keys;
        this.events = events;
        this.clock = clock;
    }

    /** What was written before the adapter is asked. */
    private record Begun(Lease lease, PartnerClients.Client client, String adapter, UUID secret) {}

    /** Whether a creation is the first with its key. */
    private sealed interface Start {

        /** It is, and was written. */
        record First(Begun begun) implements Start {}

        /** It is not: this was made before. */
        record Again(PartnerView made) implements Start {}
    }

    /**
     * A partner with its first secret; the same again for the same key.
     *
     * @param key null when none was sent
     */
    PartnerView create(Description description, CreationKeys.Key key, Actor actor) {
        return switch (requiringNew().call(() -> start(description, key))) {
            case Start.Again(PartnerView made) -> made;
            case Start.First(Begun begun) -> {
                String secret =
                        key == null ? PartnerSecret.newValue() : keys.secret(key, begun.secret());
                yield finish(begun, secret, actor);
            }
        };
    }

    private PartnerView finish(Begun begun, String secret, Actor actor) {
        UUID id = begun.lease().partner();
        try {
            try {
                provisioning.begin(begun.adapter(), begun.client(), begun.secret(), secret);
            } catch (RuntimeException refusal) {
                throw provisioning.unconfirmed(id, refusal);
            }
            return requiringNew().call(() -> confirm(begun, secret, actor));
        } finally {
            leases.giveBack(begun.lease());
        }
    }

    private Start start(Description description, CreationKeys.Key key) {
        Optional<Start> again =
                key == null
                        ? Optional.empty()
                        : keys
                                .claim(key, description)
                                .flatMap(made -> again(made, key));
        return again.orElseGet(() -> new Start.First(begin(description, key)));
    }

    /** What was made before, unless it is no more: then the key may make another. */
    private Optional<Start> again(CreationKeys.Made made, CreationKeys.Key key) {
        Optional<Partner> found = partners.findByIdOptional(made.partner());
        if (found.filter(Partner::isPending).isPresent()) {
            throw Problems.builder(ProblemType.IDEMPOTENCY_KEY_IN_USE)
                    .withHeader("Retry-After", 1)
                    .build();
        }
        return found.filter(Partner::isVisible)
                .map(partner -> new Start.Again(answeredAgain(partner, made, key)));
    }

    private PartnerView answeredAgain(
            Partner partner, CreationKeys.Made made, CreationKeys.Key key) {
        boolean lives =
                partner.secret(made.secret()).filter(secret -> secret.is(Status.LIVE)).isPresent();
        return PartnerView.issued(partner, lives ? keys.secret(key, made.secret()) : null);
    }

    private Begun begin(Description description, CreationKeys.Key key) {
        Instant now = clock.instant();
        Instant until = leases.end();
        Partner partner = Partner.begun(adapters.ofNewPartners(), description, until, now);
        PartnerSecret secret = partner.beginSecret(until, now).orElseThrow();
        partners.persistAndFlush(partner);
        if (key != null) {
            keys.remember(
                    key, description, new CreationKeys.Made(partner.id(), secret.id()));
        }
        return new Begun(
                new Lease(partner.id(), until), partner.client(), partner.adapter(), secret.id());
    }

    private PartnerView confirm(Begun begun, String secret, Actor actor) {
        Partner partner =
                partners.locked(begun.lease().partner())
                        .filter(Partner::isPending)
                        .orElseThrow(Provisioning::unavailable);
        partner.confirmBegun();
        partner.secret(begun.secret()).orElseThrow().confirm();
        partner.plan(clock.instant());
        events.ofPartner(
                SecurityEventType.PARTNER_CREATED,
                partner.clientId(),
                actor.administrator(),
                actor.origin(),
                Map.of());
        return PartnerView.issued(partner, secret);
    }
}
