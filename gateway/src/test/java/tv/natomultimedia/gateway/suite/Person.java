package tv.natomultimedia.gateway.suite;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tv.natomultimedia.gateway.Json;
import tv.natomultimedia.gateway.suite.Mailbox.Mail;

/** Somebody who uses the suite, with what they know: address, passwords, codes, tokens. */
final class Person {

    private final Suite suite;
    private final String email;
    private final List<String> secrets = new ArrayList<>();
    private String password;
    private Json session;

    private Person(Suite suite, String email, String password) {
        this.suite = suite;
        this.email = email;
        this.password = password;
        secrets.add(email);
        secrets.add(password);
    }

    /** Somebody nobody knows yet. */
    static Person stranger(Suite suite) {
        return new Person(
                suite,
                "walker-" + UUID.randomUUID().toString().substring(0, 8) + "@example.org",
                "Kestrel-Over-" + UUID.randomUUID().toString().substring(0, 8) + "-Narvik");
    }

    /** The owner of a certain address. */
    static Person at(Suite suite, String email) {
        return new Person(suite, email, "Kestrel-Over-Narvik-1940");
    }

    /** The account given for a running suite, or somebody newly registered. */
    static Person withSession(Suite suite) {
        String email = System.getProperty("suite.email");
        if (email == null) {
            Person person = stranger(suite);
            person.confirm(person.register(Map.of()));
            return person;
        }
        Person person = new Person(suite, email, System.getProperty("suite.password"));
        person.logIn().then().statusCode(201);
        return person;
    }

    String email() {
        return email;
    }

    String password() {
        return password;
    }

    void choosePassword(String chosen) {
        password = chosen;
        secrets.add(chosen);
    }

    String accessToken() {
        return session.path("accessToken");
    }

    String refreshToken() {
        return session.path("refreshToken");
    }

    /** Keeps something that must never appear in a log. */
    String secret(String value) {
        secrets.add(value);
        return value;
    }

    /** Everything that must never appear in a log or a metric. */
    List<String> secrets() {
        return List.copyOf(secrets);
    }

    Mail mail(int count) {
        return suite.mailbox().orElseThrow().await(email, count);
    }

    /** Starts a registration and returns its id. */
    String register(Map<String, Object> more) {
        Map<String, Object> body = new java.util.HashMap<>(more);
        body.put("email", email);
        body.put("password", password);
        return Json.of(post("/v1/registrations", body).then().statusCode(202).extract())
                .path("registrationId");
    }

    /** Reads the code in the first mail, confirms it and keeps the session. */
    Response confirm(String registrationId) {
        String code = secret(mail(1).code());
        Response answer =
                post("/v1/registrations/" + registrationId + "/verification", Map.of("code", code));
        answer.then().statusCode(201);
        keep(answer);
        return answer;
    }

    Response logIn() {
        Response answer = post("/v1/sessions", Map.of("email", email, "password", password));
        if (answer.statusCode() == 201) {
            keep(answer);
        }
        return answer;
    }

    Response refresh(String refreshToken) {
        return post("/v1/sessions/refresh", Map.of("refreshToken", refreshToken));
    }

    void keep(Response answer) {
        session = Json.of(answer);
        secrets.add(accessToken());
        secrets.add(refreshToken());
        secrets.add(session.path("clientToken"));
    }

    RequestSpecification authorised() {
        return given().auth().oauth2(accessToken());
    }

    Response post(String path, Object body) {
        return given().contentType(ContentType.JSON).body(body).post(suite.url(path));
    }
}
