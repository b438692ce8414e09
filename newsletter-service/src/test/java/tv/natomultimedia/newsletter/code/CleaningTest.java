package tv.natomultimedia.newsletter.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.newsletter.NewsletterTest;

@QuarkusTest
class CleaningTest extends NewsletterTest {

    @Inject CodeFlows flows;

    @Test
    void aFlowThatExpiredLongAgoIsForgottenWithItsAddress() {
        String email = freshEmail();
        String flow = startedFlow(email);
        clock.pass(Duration.ofHours(47));
        flows.removeOld();
        assertEquals(flow, queried("SELECT flow_id::text FROM opt_in WHERE email = ?", email));
        clock.pass(Duration.ofHours(2));
        flows.removeOld();
        assertNull(queried("SELECT flow_id FROM opt_in WHERE email = ?", email));
        assertProblem(json().get(SUBSCRIPTIONS + "/" + flow).then(), 404, "flow-not-found");
    }
}
