package tv.natomultimedia.newsletter.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.newsletter.NewsletterTest;

@QuarkusTest
class ConsentTest extends NewsletterTest {

    @Test
    void everyActIsRecordedInOrderWithItsMeansAndNetwork() {
        Someone someone = Someone.fresh();
        as(someone)
                .header("X-Forwarded-For", "192.0.2.77")
                .body("{}")
                .post(SUBSCRIPTIONS)
                .then()
                .statusCode(201);
        as(someone).body("{\"lists\":[\"weekly\",\"breaking\"]}").put(MINE).then().statusCode(200);
        as(someone).delete(MINE).then().statusCode(204);
        assertEquals(
                "GIVEN BEARER {weekly}, CHANGED BEARER {weekly,breaking}, WITHDRAWN BEARER {}",
                queried(
                        """
                        SELECT string_agg(c.action || ' ' || c.means || ' ' || c.lists::text, ', ' ORDER BY c.id)
                        FROM consent_record c JOIN subscriber s ON s.id = c.subscriber_id WHERE s.account_id = ?
                        """,
                        someone.account()));
        assertEquals(
                "192.0.2.0/24",
                queried(
                        """
                        SELECT c.network FROM consent_record c JOIN subscriber s ON s.id = c.subscriber_id
                        WHERE s.account_id = ? AND c.action = 'GIVEN'
                        """,
                        someone.account()));
    }

    @Test
    void theRecordCannotBeChangedOrRemoved() {
        Someone someone = Someone.fresh();
        as(someone).body("{}").post(SUBSCRIPTIONS).then().statusCode(201);
        UUID subscriber =
                UUID.fromString(
                        queried(
                                "SELECT id::text FROM subscriber WHERE account_id = ?",
                                someone.account()));
        for (String sql :
                new String[] {
                    "DELETE FROM consent_record WHERE subscriber_id = ?",
                    "UPDATE consent_record SET recorded_at = now() WHERE subscriber_id = ?",
                    "UPDATE consent_record SET lists = '{}' WHERE subscriber_id = ?",
                    "UPDATE consent_record SET subscriber_id = NULL, network = NULL WHERE subscriber_id = ?",
                    """
                    UPDATE consent_record SET subscriber_id = NULL, network = NULL, erased_at = now(), means = 'ONE_CLICK'
                    WHERE subscriber_id = ?
                    """
                }) {
            refused(sql, subscriber);
        }
        refused("TRUNCATE consent_record");
        assertEquals(
                "1",
                queried("SELECT count(*) FROM consent_record WHERE subscriber_id = ?", subscriber));
    }

    private void refused(String sql, Object... parameters) {
        SQLException refusal = assertThrows(SQLException.class, () -> executed(sql, parameters));
        assertTrue(refusal.getMessage().contains("append-only"));
    }
}
