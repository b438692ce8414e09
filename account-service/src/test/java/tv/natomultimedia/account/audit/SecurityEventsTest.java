package tv.natomultimedia.account.audit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tv.natomultimedia.account.world.World;

@QuarkusTest
@World
class SecurityEventsTest {

    private static final Origin ORIGIN = new Origin("192.0.2.0/24", "Firefox on Linux");

    @Inject SecurityEvents events;
    @Inject EntityManager entities;

    @Test
    void whatHappenedIsKept() {
        UUID account = recorded();
        assertArrayEquals(
                new Object[] {
                    "password-changed", "192.0.2.0/24", "Firefox on Linux", "{\"session\": \"s\"}"
                },
                kept(account));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM security_event WHERE account_id = :account",
                "UPDATE security_event SET type = 'registered' WHERE account_id = :account",
                "UPDATE security_event SET account_id = NULL, network = NULL, device = NULL, detail = '{}'"
                        + " WHERE account_id = :account",
                "UPDATE security_event SET network = '198.51.100.0/24' WHERE account_id = :account",
            })
    void nothingOfItIsAltered(String attempt) {
        UUID account = recorded();
        PersistenceException refused =
                assertThrows(
                        PersistenceException.class,
                        () ->
                                QuarkusTransaction.requiringNew()
                                        .run(
                                                () ->
                                                        entities.createNativeQuery(attempt)
                                                                .setParameter("account", account)
                                                                .executeUpdate()));
        assertThat(String.valueOf(refused.getMessage()), containsString("append-only"));
        assertEquals("password-changed", kept(account)[0]);
    }

    @Test
    void whoHasLeftIsForgottenButNotThatItHappened() {
        UUID account = recorded();
        QuarkusTransaction.requiringNew().run(() -> events.forget(account));
        assertArrayEquals(new Object[] {"password-changed", null, null, "{}"}, kept(account));
    }

    private UUID recorded() {
        UUID account = UUID.randomUUID();
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                events.ofAccount(
                                        SecurityEventType.PASSWORD_CHANGED,
                                        account,
                                        ORIGIN,
                                        Map.of("session", "s")));
        return account;
    }

    private Object[] kept(UUID account) {
        return QuarkusTransaction.requiringNew()
                .call(
                        () ->
                                (Object[])
                                        entities.createNativeQuery(
                                                        """
                                                        SELECT type, network, device, CAST(detail AS text)
                                                        FROM security_event WHERE account_id = :account
                                                        """)
                                                .setParameter("account", account)
                                                .getSingleResult());
    }
}
