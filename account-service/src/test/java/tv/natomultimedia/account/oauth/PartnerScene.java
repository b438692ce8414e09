package tv.natomultimedia.account.oauth;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static tv.natomultimedia.account.world.Json.member;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import tv.natomultimedia.account.world.Administrators;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.Newsrooms;
import tv.natomultimedia.account.world.Newsrooms.Newsroom;

/** A newsroom with a secret of its own, and how errors are told to it. */
abstract class PartnerScene {

    static final String GRANT = "grant_type=client_credentials";

    @Inject Administrators administrators;
    @Inject MovableClock clock;

    String admin;
    Newsroom newsroom;

    @BeforeEach
    void aPartner() {
        admin = administrators.registered().accessToken();
        newsroom = Newsrooms.created(admin, Map.of());
    }

    static Response assertError(Response answer, int status, String error) {
        answer.then()
                .statusCode(status)
                .header("Cache-Control", "no-store")
                .body(member("error", equalTo(error)))
                .body(member("error_description", notNullValue()));
        return answer;
    }
}
