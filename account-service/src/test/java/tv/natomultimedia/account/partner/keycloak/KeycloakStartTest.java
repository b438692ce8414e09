package tv.natomultimedia.account.partner.keycloak;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.partner.PartnerClients.Client;
import tv.natomultimedia.account.partner.PartnerClients.Unavailable;
import tv.natomultimedia.account.partner.PartnerRules;

/** Keycloak where it is not set up. */
class KeycloakStartTest {

    private static final URI URL = URI.create("http://127.0.0.1:1");

    private record Partners(String adapter) implements PartnerRules {

        @Override
        public Duration lease() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration longestPause() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration usageInterval() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration tick() {
            return Duration.ofSeconds(1);
        }
    }

    @Test
    void theServiceStartsWithoutItUnlessNewPartnersGoThere() {
        FixedRules withoutSecret = new FixedRules(Optional.of(URL), Optional.empty());
        assertDoesNotThrow(() -> start("embedded", FixedRules.NONE));
        assertDoesNotThrow(() -> start("keycloak", FixedRules.at(URL)));
        for (FixedRules incomplete : new FixedRules[] {FixedRules.NONE, withoutSecret}) {
            String told =
                    assertThrows(IllegalStateException.class, () -> start("keycloak", incomplete))
                            .getMessage();
            assertTrue(told.contains("partners.keycloak.url"), told);
        }
    }

    @Test
    void whoIsStillThereIsNotServedWithoutIt() {
        KeycloakClients clients = clients("embedded", FixedRules.NONE);
        Client client = new Client("partner-1", "One", Set.of("media.read"), true);
        assertThrows(Unavailable.class, () -> clients.provision(client));
        assertThrows(Unavailable.class, () -> clients.removeSecret("partner-1", UUID.randomUUID()));
        assertThrows(Unavailable.class, () -> clients.delete("partner-1"));
        clients.close();
    }

    private static void start(String adapter, KeycloakRules rules) {
        KeycloakClients clients = clients(adapter, rules);
        try {
            clients.start(new StartupEvent());
        } finally {
            clients.close();
        }
    }

    private static KeycloakClients clients(String adapter, KeycloakRules rules) {
        return new KeycloakClients(
                new RealmClients(rules),
                new OAuthEndpoints(new RealmForms(rules), new ObjectMapper()),
                rules,
                new Partners(adapter),
                Clock.systemUTC());
    }
}
