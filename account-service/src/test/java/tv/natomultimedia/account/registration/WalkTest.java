package tv.natomultimedia.account.registration;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.MailServer;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.World;

@QuarkusTest
@World
class WalkTest {

    @Test
    void onesWayInIsAnAddressAPasswordAndTheMailedCode() {
        String email = People.someone();
        String id =
                People.startRegistration(email)
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("registrationId");
        String accessToken =
                People.confirm(id, MailServer.code(email, 1))
                        .then()
                        .statusCode(201)
                        .body("account.email", equalTo(email))
                        .body("refreshToken", notNullValue())
                        .extract()
                        .path("accessToken");
        People.account(accessToken).then().statusCode(200).body("email", equalTo(email));
        People.logIn(email, People.PASSWORD).then().statusCode(201);
    }
}
