package tv.natomultimedia.newsletter;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static tv.natomultimedia.newsletter.Json.member;

import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** The small verbs of the tests that go through HTTP. */
@QuarkusTestResource(MailServer.class)
@QuarkusTestResource(Issuer.class)
public abstract class NewsletterTest {

    protected static final String SUBSCRIPTIONS = "/v1/newsletter/subscriptions";
    protected static final String MINE = "/v1/newsletter/subscription";
    protected static final String PREFERENCES = "/v1/newsletter/preferences/";

    protected MailServer mailServer;
    protected Issuer issuer;

    @Inject protected MovableClock clock;
    @Inject protected DataSource database;

    /** Somebody with an account, and an address that no other test uses. */
    public record Someone(UUID account, String email) {

        public static Someone fresh() {
            return new Someone(UUID.randomUUID(), freshEmail());
        }
    }

    protected static String freshEmail() {
        return "u" + UUID.randomUUID().toString().replace("-", "") + "@example.org";
    }

    /** A request by a logged-in person. */
    protected RequestSpecification as(Someone someone) {
        return json().auth().oauth2(issuer.person(someone.account(), someone.email(), clock));
    }

    protected static RequestSpecification json() {
        return given().contentType(ContentType.JSON);
    }

    /** A request from a client network of its own. */
    protected static RequestSpecification from(String address) {
        return json().header("X-Forwarded-For", address);
    }

    /** Starts a flow without a token. */
    protected static ValidatableResponse start(String email) {
        return json().body("{\"email\":\"" + email + "\"}").post(SUBSCRIPTIONS).then();
    }

    protected static String startedFlow(String email) {
        return Json.of(start(email).statusCode(202).extract()).path("subscriptionId");
    }

    protected static ValidatableResponse confirm(String flow, String code) {
        return json().body("{\"code\":\"" + code + "\"}")
                .post(SUBSCRIPTIONS + "/" + flow + "/confirmation")
                .then();
    }

    /** Subscribes an address by double opt-in and returns the welcome mail. */
    protected MailServer.Mail subscribed(String email) {
        String flow = startedFlow(email);
        confirm(flow, mailServer.await(email, 1).code()).statusCode(200);
        return mailServer.await(email, 2);
    }

    protected static ValidatableResponse assertProblem(
            ValidatableResponse answer, int status, String slug) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body(member("type", equalTo("urn:problem:" + slug)))
                .body(member("status", equalTo(status)))
                .body(member("title", notNullValue()))
                .body(member("detail", notNullValue()))
                .body(member("instance", matchesPattern("urn:uuid:[0-9a-f-]{36}")))
                .body(member("requestId", notNullValue()));
    }

    protected static String wrong(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    /** The first column of the first row, as a text. */
    protected String queried(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    protected void executed(String sql, Object... parameters) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }
}
