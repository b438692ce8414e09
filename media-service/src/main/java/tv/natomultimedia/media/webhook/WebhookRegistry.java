package tv.natomultimedia.media.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tv.natomultimedia.media.listing.Cursors;
import tv.natomultimedia.media.listing.Total;
import tv.natomultimedia.media.problem.ProblemType;
import tv.natomultimedia.media.problem.Problems;

/** What owners do with their webhooks. Those of others are not there: 404. */
@ApplicationScoped
class WebhookRegistry {

    private static final String STATUS = "status";

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Destinations destinations;
    private final SealedSecrets secrets;
    private final Cursors cursors;
    private final WebhookSettings settings;
    private final ObjectMapper mapper;
    private final Validator validator;
    private final Clock clock;

    WebhookRegistry(
            Webhooks webhooks,
            Deliveries deliveries,
            Destinations destinations,
            SealedSecrets secrets,
            Cursors cursors,
            WebhookSettings settings,
            ObjectMapper mapper,
            Validator validator,
            Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.destinations = destinations;
        this.secrets = secrets;
        this.cursors = cursors;
        this.settings = settings;
        this.mapper = mapper;
        this.validator = validator;
        this.clock = clock;
    }

    /** 409 {@code webhook-limit} when the owner has as many as they may. */
    @Transactional
    WebhookView make(Owner owner, NewWebhook wanted) {
        requireGood(wanted);
        webhooks.hold(owner.principal());
        if (webhooks.count("owner", owner.principal()) >= settings.perOwner()) {
            throw Problems.builder(ProblemType.WEBHOOK_LIMIT)
                    .with("limit", settings.perOwner())
                    .build();
        }
        UUID id = Generators.timeBasedEpochGenerator().generate();
        byte[] secret = secrets.make();
        Webhook webhook =
                new Webhook(
                        id,
                        owner,
                        wanted.url(),
                        wanted.eventTypes().stream().distinct().toList(),
                        secrets.seal(id, secret),
                        clock.instant());
        webhook.describe(wanted.description());
        webhooks.persist(webhook);
        return WebhookView.from(webhook, Signature.written(secret));
    }

    @Transactional
    WebhookView get(Owner owner, UUID id) {
        return WebhookView.from(found(webhooks.findOf(owner.principal(), id)));
    }

    @Transactional
    WebhookPage page(Owner owner, Optional<String> cursor, int limit) {
        String list = "/v1/webhooks of " + owner.principal();
        List<String> place = cursor.map(text -> cursors.open(list, text)).orElse(null);
        List<Webhook> found =
                webhooks.page(
                        owner.principal(),
                        place == null ? null : Instant.parse(place.getFirst()),
                        place == null ? null : UUID.fromString(place.getLast()),
                        limit + 1);
        boolean more = found.size() > limit;
        List<Webhook> shown = more ? found.subList(0, limit) : found;
        return new WebhookPage(
                shown.stream().map(WebhookView::from).toList(),
                more
                        ? cursors.seal(
                                list,
                                List.of(
                                        shown.getLast().createdAt().toString(),
                                        shown.getLast().id().toString()))
                        : null,
                Total.of(webhooks.count("owner", owner.principal())));
    }

    /** Changes what the merge patch names; a status of {@code active} begins anew. */
    @Transactional
    WebhookView change(Owner owner, UUID id, JsonNode patch) throws JsonProcessingException {
        if (!(patch instanceof ObjectNode members)) {
            throw Problems.invalidMember("", "wrong-type");
        }
        Webhook webhook = found(webhooks.findOfForUpdate(owner.principal(), id));
        ObjectNode merged =
                mapper.valueToTree(
                        new NewWebhook(webhook.url(), webhook.eventTypes(), webhook.description()));
        JsonNode status = members.get(STATUS);
        members.without(STATUS)
                .properties()
                .forEach(member -> merged.set(member.getKey(), member.getValue()));
        NewWebhook wanted = mapper.treeToValue(merged, NewWebhook.class);
        requireGood(wanted);
        Instant now = clock.instant();
        webhook.authorise(owner, now);
        webhook.send(wanted.url(), wanted.eventTypes().stream().distinct().toList(), now);
        webhook.describe(wanted.description());
        if (status != null) {
            switch (status.asText()) {
                case "active" -> webhook.enable(now);
                case "disabled" -> webhook.disable(Webhook.Reason.OWNER, now);
                default -> throw Problems.invalidMember("/" + STATUS, "not-a-choice");
            }
        }
        return WebhookView.from(webhook);
    }

    @Transactional
    void delete(Owner owner, UUID id) {
        webhooks.delete(found(webhooks.findOfForUpdate(owner.principal(), id)));
    }

    /** A new secret; the one before signs too for a while. */
    @Transactional
    NewSecret rotate(Owner owner, UUID id) {
        Webhook webhook = found(webhooks.findOfForUpdate(owner.principal(), id));
        byte[] secret = secrets.make();
        Instant now = clock.instant();
        webhook.authorise(owner, now);
        webhook.rotate(secrets.seal(id, secret), settings.previousSecretLifetime(), now);
        return new NewSecret(Signature.written(secret), webhook.previousSecretUntil());
    }

    /** Tells a {@code webhook.ping}, whatever it wants to be told: 409 when it is disabled. */
    @Transactional
    DeliveryView ping(Owner owner, UUID id) {
        Webhook webhook = active(owner, id);
        webhook.authorise(owner, clock.instant());
        return deliveries.ping(id, clock.instant());
    }

    @Transactional
    DeliveryPage deliveries(Owner owner, UUID id, Optional<String> cursor, int limit) {
        found(webhooks.findOf(owner.principal(), id));
        String list = "/v1/webhooks/" + id + "/deliveries";
        UUID before =
                cursor.map(text -> UUID.fromString(cursors.open(list, text).getFirst()))
                        .orElse(null);
        List<DeliveryView> found = deliveries.page(id, before, limit + 1);
        boolean more = found.size() > limit;
        List<DeliveryView> shown = more ? found.subList(0, limit) : found;
        return new DeliveryPage(
                shown,
                more ? cursors.seal(list, List.of(shown.getLast().id().toString())) : null,
                Total.of(deliveries.count(id, Total.LIMIT + 1)));
    }

    /** Tells once more, under the same message id: 409 when it is disabled. */
    @Transactional
    DeliveryView replay(Owner owner, UUID id, UUID delivery) {
        Webhook webhook = active(owner, id);
        webhook.authorise(owner, clock.instant());
        return found(deliveries.replay(id, delivery, clock.instant()));
    }

    private Webhook active(Owner owner, UUID id) {
        Webhook webhook = found(webhooks.findOfForUpdate(owner.principal(), id));
        if (!webhook.isActive()) {
            throw Problems.of(ProblemType.WEBHOOK_DISABLED);
        }
        return webhook;
    }

    private void requireGood(NewWebhook wanted) {
        Set<ConstraintViolation<NewWebhook>> broken = validator.validate(wanted);
        if (!broken.isEmpty()) {
            throw new ConstraintViolationException(broken);
        }
        if (wanted.description() != null
                && wanted.description().codePoints().anyMatch(WebhookRegistry::isImproper)) {
            throw Problems.invalidMember("/description", "invalid-character");
        }
        destinations
                .fault(wanted.url())
                .ifPresent(
                        fault -> {
                            throw Problems.invalidMember("/url", fault);
                        });
    }

    private static boolean isImproper(int c) {
        return Character.isISOControl(c)
                || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static <T> T found(Optional<T> found) {
        return found.orElseThrow(() -> Problems.of(ProblemType.NOT_FOUND));
    }
}
