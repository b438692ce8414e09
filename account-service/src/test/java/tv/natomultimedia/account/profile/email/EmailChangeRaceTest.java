package tv.natomultimedia.account.profile.email;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.AtOnce;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.MailServer;
import tv.natomultimedia.account.world.NewsletterServer;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.People.Someone;
import tv.natomultimedia.account.world.World;

/** Many who want one address: one gets it, and the others are told. */
@QuarkusTest
@World
class EmailChangeRaceTest {

    @Test
    void ofManyRightCodesAtOnceOneChangesTheAddress() throws Exception {
        Someone ada = People.registered();
        String next = People.someone();
        String id = Json.of(People.startEmailChange(ada, next)).path("emailChangeId");
        String code = MailServer.code(next, 1);
        List<Integer> statuses =
                AtOnce.times(
                        AtOnce.MANY, i -> People.confirmEmailChange(ada, id, code).statusCode());
        assertEquals(1, AtOnce.count(statuses, 200));
        assertEquals(AtOnce.MANY - 1, AtOnce.count(statuses, 409));
        NewsletterServer.await(next, 1);
        assertEquals(2, MailServer.await(next, 2).size());
    }

    @Test
    void ofManyAccountsThatWantOneAddressAtOnceOneGetsIt() throws Exception {
        String wanted = People.someone();
        List<Someone> people = new ArrayList<>();
        List<String> flows = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            people.add(People.registered());
            flows.add(
                    Json.of(People.startEmailChange(people.get(i), wanted)).path("emailChangeId"));
            codes.add(MailServer.code(wanted, i + 1));
        }
        List<Integer> statuses =
                AtOnce.times(
                        3,
                        i ->
                                People.confirmEmailChange(people.get(i), flows.get(i), codes.get(i))
                                        .statusCode());
        assertEquals(1, AtOnce.count(statuses, 200), statuses.toString());
        assertEquals(2, AtOnce.count(statuses, 409), statuses.toString());
        int loser = statuses.indexOf(409);
        People.account(people.get(loser).accessToken())
                .then()
                .body(member("email", equalTo(people.get(loser).email())));
        People.confirmEmailChange(people.get(loser), flows.get(loser), codes.get(loser))
                .then()
                .statusCode(409);
    }

    @Test
    void ofARegistrationAndAChangeForOneAddressAtOnceOneGetsIt() throws Exception {
        for (int round = 0; round < 4; round++) {
            String wanted = People.someone();
            Someone ada = People.registered();
            String change = Json.of(People.startEmailChange(ada, wanted)).path("emailChangeId");
            String changeCode = MailServer.code(wanted, 1);
            String registration = Json.of(People.startRegistration(wanted)).path("registrationId");
            String registrationCode = MailServer.code(wanted, 2);
            List<Integer> statuses =
                    AtOnce.times(
                            2,
                            i ->
                                    i == 0
                                            ? People.confirmEmailChange(ada, change, changeCode)
                                                    .statusCode()
                                            : People.confirm(registration, registrationCode)
                                                    .statusCode());
            assertTrue(
                    statuses.equals(List.of(200, 409)) || statuses.equals(List.of(409, 201)),
                    statuses.toString());
        }
    }

    @Test
    void whoLosesTheAddressIsToldSoAndKeepsTheirOwn() {
        Someone ada = People.registered();
        String wanted = People.someone();
        String id = Json.of(People.startEmailChange(ada, wanted)).path("emailChangeId");
        String code = MailServer.code(wanted, 1);
        String registration = Json.of(People.startRegistration(wanted)).path("registrationId");
        People.confirm(registration, MailServer.code(wanted, 2)).then().statusCode(201);
        People.confirmEmailChange(ada, id, code)
                .then()
                .statusCode(409)
                .body(member("type", equalTo("urn:problem:address-taken")));
        People.account(ada.accessToken()).then().body(member("email", equalTo(ada.email())));
    }
}
