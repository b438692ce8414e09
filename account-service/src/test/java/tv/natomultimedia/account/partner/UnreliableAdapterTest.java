package tv.natomultimedia.account.partner;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.account.world.Json.member;
import static tv.natomultimedia.account.world.Newsrooms.basicFrom;
import static tv.natomultimedia.account.world.Newsrooms.post;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tv.natomultimedia.account.audit.Origin;
import tv.natomultimedia.account.audit.SecurityEvents;
import tv.natomultimedia.account.partner.PartnerRegistry.Actor;
import tv.natomultimedia.account.partner.UnreliableClients.Mood;
import tv.natomultimedia.account.revocation.Revocations;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.Newsrooms;
import tv.natomultimedia.account.world.Soon;
import tv.natomultimedia.account.world.World;

/** Nothing is lost and nothing doubled while the server with the clients is away or late. */
@QuarkusTest
@World
class UnreliableAdapterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Actor SOMEBODY = new Actor(UUID.randomUUID(), Origin.NONE);
    private static final Description NEWSROOM =
            new Description(
                    "Far Away TV",
                    "far@example.org",
                    List.of("media.download", "media.read"),
                    List.of(),
                    Quotas.DEFAULT);

    @Inject UnreliableClients server;
    @Inject Partners partners;
    @Inject Leases leases;
    @Inject CreationKeys creationKeys;
    @Inject Revocations revocations;
    @Inject SecurityEvents events;
    @Inject EntityManager entities;
    @Inject PartnerRules rules;
    @Inject ObjectMapper json;
    @Inject MovableClock clock;

    private PartnerCreation creation;
    private PartnerRegistry registry;

    @BeforeEach
    void aRegistryThere() {
        Adapters adapters = new Adapters(Stream.of(server), server.name());
        Provisioning provisioning = new Provisioning(partners, adapters, revocations, rules, clock);
        creation =
                new PartnerCreation(
                        partners, leases, provisioning, adapters, creationKeys, events, clock);
        registry =
                new PartnerRegistry(
                        partners, leases, provisioning, revocations, events, json, clock);
        server.become(Mood.WELL);
    }

    @AfterEach
    void theServerRecovers() {
        server.become(Mood.WELL);
        server.catchUp();
    }

    @ParameterizedTest
    @EnumSource(names = {"AWAY", "MUTE", "LATE"})
    void ofAPartnerThatWasNotConfirmedNothingRemains(Mood mood) {
        server.become(mood);
        assertUnavailable(() -> creation.create(NEWSROOM, null, SOMEBODY));
        UUID id = newest();
        String clientId = "partner-" + id;
        assertEquals(404, status(() -> registry.view(id)));
        server.become(Mood.WELL);
        // What took effect without an answer is seen to; what will take effect late is waited for.
        clock.forward(Duration.ofSeconds(2));
        Soon.await(PATIENCE, () -> mood != Mood.MUTE || server.client(clientId) == null);
        server.catchUp();
        clock.forward(UnreliableClients.SETTLING);
        Soon.await(PATIENCE, () -> isGone(id));
        assertNull(server.client(clientId));
        assertTrue(server.secrets(clientId).isEmpty());
    }

    @Test
    void aKeyWhoseCreationFailedMakesAPartnerAfterAll() {
        CreationKeys.Key key =
                new CreationKeys.Key(UUID.randomUUID(), UUID.randomUUID().toString());
        server.become(Mood.AWAY);
        assertUnavailable(() -> creation.create(NEWSROOM, key, SOMEBODY));
        server.become(Mood.WELL);
        clock.forward(Duration.ofSeconds(2));
        UUID failed = newest();
        Soon.await(PATIENCE, () -> isGone(failed) || !isPending(failed));
        PartnerView made = creation.create(NEWSROOM, key, SOMEBODY);
        assertEquals(made.clientSecret(), creation.create(NEWSROOM, key, SOMEBODY).clientSecret());
        assertFalse(made.id().equals(failed));
    }

    @Test
    void whatItsMakerLeftUnfinishedGoes() {
        Partner begun =
                Partner.begun(
                        server.name(),
                        NEWSROOM,
                        clock.instant().plus(rules.lease()),
                        clock.instant());
        QuarkusTransaction.requiringNew().run(() -> partners.persist(begun));
        server.provision(begun.client());
        clock.forward(rules.lease().minusSeconds(5));
        assertFalse(isGone(begun.id()), "its maker may still be at it");
        clock.forward(Duration.ofSeconds(6));
        Soon.await(PATIENCE, () -> isGone(begun.id()));
        assertNull(server.client(begun.clientId()));
    }

    @ParameterizedTest
    @EnumSource(names = {"AWAY", "MUTE", "LATE"})
    void aSuspensionCountsAtOnceAndReachesTheServerInTheEnd(Mood mood) throws Exception {
        PartnerView made = creation.create(NEWSROOM, null, SOMEBODY);
        assertTrue(server.client(made.clientId()).enabled());
        server.become(mood);
        PartnerView suspended =
                registry.change(made.id(), json.readTree("{\"status\":\"suspended\"}"), SOMEBODY);
        assertEquals("suspended", suspended.status());
        assertTrue(suspended.pending());
        post(
                        "/oauth2/token",
                        basicFrom(Newsrooms.somewhere(), made.clientId(), made.clientSecret()),
                        "grant_type=client_credentials")
                .then()
                .statusCode(401)
                .body(member("error", equalTo("invalid_client")));
        server.become(Mood.WELL);
        clock.forward(Duration.ofSeconds(2));
        Soon.await(PATIENCE, () -> !server.client(made.clientId()).enabled());
        // A call from before the failure arrives after one that was made later.
        server.catchUp();
        clock.forward(UnreliableClients.SETTLING);
        Soon.await(PATIENCE, () -> !registry.view(made.id()).pending());
        assertFalse(server.client(made.clientId()).enabled());
    }

    @Test
    void aLateCallDoesNotUndoALaterChange() throws Exception {
        PartnerView made = creation.create(NEWSROOM, null, SOMEBODY);
        server.become(Mood.LATE);
        registry.change(made.id(), json.readTree("{\"name\":\"First\"}"), SOMEBODY);
        server.become(Mood.WELL);
        registry.change(made.id(), json.readTree("{\"name\":\"Second\"}"), SOMEBODY);
        server.catchUp();
        assertEquals("First", server.client(made.clientId()).name(), "the late one came last");
        clock.forward(UnreliableClients.SETTLING);
        Soon.await(PATIENCE, () -> !registry.view(made.id()).pending());
        assertEquals("Second", server.client(made.clientId()).name());
    }

    @ParameterizedTest
    @EnumSource(names = {"AWAY", "MUTE", "LATE"})
    void ofASecretThatWasNotConfirmedNothingRemains(Mood mood) {
        PartnerView made = creation.create(NEWSROOM, null, SOMEBODY);
        server.become(mood);
        assertUnavailable(() -> registry.addSecret(made.id(), SOMEBODY));
        assertEquals(1, registry.view(made.id()).secrets().size());
        server.become(Mood.WELL);
        server.catchUp();
        clock.forward(UnreliableClients.SETTLING.plusSeconds(2));
        Soon.await(
                PATIENCE,
                () -> server.secrets(made.clientId()).size() == 1 && slots(made.id()) == 1);
        registry.addSecret(made.id(), SOMEBODY);
        assertEquals(2, server.secrets(made.clientId()).size());
        assertEquals(409, status(() -> registry.addSecret(made.id(), SOMEBODY)));
    }

    @Test
    void aRemovalThatWasNotConfirmedIsSaidToBeAndFinished() {
        PartnerView made = creation.create(NEWSROOM, null, SOMEBODY);
        UUID secret = made.secrets().getFirst().id();
        server.become(Mood.AWAY);
        assertUnavailable(() -> registry.removeSecret(made.id(), secret, false, SOMEBODY));
        assertUnavailable(() -> registry.removeSecret(made.id(), secret, false, SOMEBODY));
        server.become(Mood.WELL);
        clock.forward(UnreliableClients.SETTLING.plusSeconds(5));
        Soon.await(PATIENCE, () -> slots(made.id()) == 0);
        assertTrue(server.secrets(made.clientId()).isEmpty());
        assertEquals(404, status(() -> registry.removeSecret(made.id(), secret, false, SOMEBODY)));
    }

    @ParameterizedTest
    @EnumSource(names = {"AWAY", "MUTE", "LATE"})
    void aDeletionCountsAtOnceAndReachesTheServerInTheEnd(Mood mood) {
        PartnerView made = creation.create(NEWSROOM, null, SOMEBODY);
        server.become(mood);
        registry.delete(made.id(), SOMEBODY);
        assertEquals(404, status(() -> registry.view(made.id())));
        server.become(Mood.WELL);
        server.catchUp();
        clock.forward(UnreliableClients.SETTLING.plusSeconds(2));
        Soon.await(PATIENCE, () -> isGone(made.id()));
        assertNull(server.client(made.clientId()));
    }

    @Test
    void whatDoesNotConcernTheServerChangesWithoutIt() throws Exception {
        PartnerView made = creation.create(NEWSROOM, null, SOMEBODY);
        server.become(Mood.AWAY);
        PartnerView changed =
                registry.change(
                        made.id(),
                        json.readTree("{\"allowedNetworks\":[\"192.0.2.0/24\"]}"),
                        SOMEBODY);
        assertFalse(changed.pending());
        assertEquals(List.of("192.0.2.0/24"), changed.allowedNetworks());
    }

    @Test
    void theServersAnswersAreGivenOnAndNothingElseOfIt() throws Exception {
        PartnerView made = creation.create(NEWSROOM, null, SOMEBODY);
        String place = "198.51.100.7";
        token(place, made, "right")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(member("access_token", equalTo("of-another-server")))
                .body(member("scope", equalTo("media.download media.read")));
        token(place, made, "wrong")
                .then()
                .statusCode(401)
                .body(member("error", equalTo("invalid_client")))
                .header("WWW-Authenticate", notNullValue());
        token(place, made, "right", "&scope=media.read+admin")
                .then()
                .statusCode(400)
                .body(member("error", equalTo("invalid_scope")));
        token(place, made, "right", "&resource=account-api")
                .then()
                .statusCode(400)
                .body(member("error", equalTo("invalid_target")));
        assertNotNull(registry.view(made.id()).lastUsedAt());
        registry.change(
                made.id(), json.readTree("{\"allowedNetworks\":[\"192.0.2.0/24\"]}"), SOMEBODY);
        token(place, made, "right")
                .then()
                .statusCode(400)
                .body(member("error", equalTo("unauthorized_client")));
        server.become(Mood.AWAY);
        token("192.0.2.1", made, "right")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body(member("error", equalTo("temporarily_unavailable")));
    }

    private static Response token(String place, PartnerView partner, String secret) {
        return token(place, partner, secret, "");
    }

    private static Response token(String place, PartnerView partner, String secret, String more) {
        return post(
                "/oauth2/token",
                basicFrom(place, partner.clientId(), secret),
                "grant_type=client_credentials" + more);
    }

    private static void assertUnavailable(Runnable act) {
        HttpProblem problem = assertThrows(HttpProblem.class, act::run);
        assertEquals(503, problem.getStatusCode());
        assertNotNull(problem.getHeaders().get("Retry-After"));
    }

    private static int status(Runnable act) {
        return assertThrows(HttpProblem.class, act::run).getStatusCode();
    }

    private UUID newest() {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                partners.find("adapter = ?1 order by id desc", server.name())
                                        .firstResult()
                                        .id());
    }

    private boolean isGone(UUID id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> partners.findByIdOptional(id).isEmpty());
    }

    private boolean isPending(UUID id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> partners.findByIdOptional(id).filter(Partner::isPending).isPresent());
    }

    private long slots(UUID id) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                ((Number)
                                                entities.createNativeQuery(
                                                                "SELECT count(*) FROM partner_secret WHERE partner_id = :id")
                                                        .setParameter("id", id)
                                                        .getSingleResult())
                                        .longValue());
    }
}
