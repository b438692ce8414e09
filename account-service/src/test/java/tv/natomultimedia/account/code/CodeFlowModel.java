package tv.natomultimedia.account.code;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.MailServer;
import tv.natomultimedia.account.world.MovableClock;
import tv.natomultimedia.account.world.People;

/**
 * What the contract says of the flows of one address, kept beside the service and compared with
 * every answer. The clock must be held.
 */
class CodeFlowModel {

    private static final int ATTEMPTS = 5;
    private static final int WRONG_CODES_A_DAY = 10;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final MovableClock clock;
    private final String email = People.someone();
    private final List<Flow> flows = new ArrayList<>();
    private final List<Mail> mails = new ArrayList<>();
    private final List<Instant> wrongSixDigits = new ArrayList<>();
    private boolean hasAccount;
    private int noticesOfNewPasswords;

    CodeFlowModel(MovableClock clock) {
        this.clock = clock;
    }

    /** Which code is entered; where there is none such, a wrong one. */
    enum Entered {
        RIGHT,
        SUPERSEDED,
        WRONG
    }

    private record Mail(Instant at, String network) {}

    private static final class Flow {
        private final CodeFlow.Kind kind;
        private final String path;
        private final Instant expiresAt;
        private final List<String> genuineBefore = new ArrayList<>();
        private Instant sentAt;
        private String code;
        private CodeFormat format;
        private int attemptsUsed;
        private boolean completed;

        private Flow(CodeFlow.Kind kind, String id, Instant now) {
            this.kind = kind;
            this.path = pathOf(kind) + "/" + id;
            this.expiresAt = now.plus(DAY);
        }

        private Instant codeExpiresAt() {
            Instant end = sentAt.plus(Duration.ofMinutes(30));
            return end.isAfter(expiresAt) ? expiresAt : end;
        }
    }

    void pass(Duration time) {
        clock.forward(time);
    }

    CodeFormat format(int number) {
        return flows.get(number).format;
    }

    void start(CodeFlow.Kind kind, String network) {
        Map<String, Object> body = new HashMap<>(Map.of("email", email));
        if (kind == CodeFlow.Kind.REGISTRATION) {
            body.put("password", People.PASSWORD);
        }
        Response answer = from(network).body(body).post(pathOf(kind));
        if (!mayMail(network)) {
            assertProblem(answer, 429, "mail-budget-spent");
            return;
        }
        assertEquals(202, answer.statusCode());
        String id =
                answer.path(
                        kind == CodeFlow.Kind.REGISTRATION ? "registrationId" : "passwordResetId");
        Flow flow = new Flow(kind, id, clock.instant());
        flows.add(flow);
        sent(flow, network);
        assertShows(answer, flow);
    }

    void resend(int number, String network) {
        if (flows.isEmpty()) {
            return;
        }
        Flow flow = flow(number);
        Response answer = from(network).post(flow.path + "/code");
        if (flow.completed) {
            assertProblem(answer, 409, "already-completed");
        } else if (isPast(flow.expiresAt)) {
            assertProblem(answer, 404, "flow-not-found");
        } else if (!isPast(flow.sentAt.plusSeconds(60))) {
            assertProblem(answer, 429, "resend-too-soon");
            assertMembers(answer, flow);
        } else if (!mayMail(network)) {
            assertProblem(answer, 429, "mail-budget-spent");
        } else {
            assertEquals(202, answer.statusCode());
            sent(flow, network);
            assertShows(answer, flow);
        }
    }

    void enter(int number, Entered which) {
        if (flows.isEmpty()) {
            return;
        }
        Flow flow = flow(number);
        String code = code(flow, which);
        Response answer =
                from("203.0.113.9").body(Map.of("code", code)).post(flow.path + "/verification");
        if (flow.completed) {
            assertProblem(answer, 409, "already-completed");
        } else if (isPast(flow.expiresAt)) {
            assertProblem(answer, 404, "flow-not-found");
        } else if (attemptsRemaining(flow) == 0) {
            assertProblem(answer, 429, "too-many-attempts");
            assertMembers(answer, flow);
        } else if (isPast(flow.codeExpiresAt())) {
            assertProblem(answer, 410, "code-expired");
            assertMembers(answer, flow);
        } else if (code.equals(flow.code)) {
            right(flow, answer);
        } else if (flow.genuineBefore.contains(code)) {
            assertProblem(answer, 409, "code-superseded");
            assertMembers(answer, flow);
        } else {
            flow.attemptsUsed++;
            if (flow.format == CodeFormat.DIGITS_6) {
                wrongSixDigits.add(clock.instant());
                assertTrue(guessesLeft() >= 0, "the budget is exceeded");
            }
            assertProblem(answer, 422, "code-invalid");
            assertMembers(answer, flow);
        }
        assertShows(given().get(flow.path), flow);
    }

    private void right(Flow flow, Response answer) {
        flow.completed = true;
        if (flow.kind == CodeFlow.Kind.PASSWORD_RESET) {
            assertEquals(200, answer.statusCode());
            setPassword(flow, Json.of(answer).path("resetToken"));
        } else if (hasAccount) {
            assertProblem(answer, 409, "already-completed");
        } else {
            assertEquals(201, answer.statusCode());
            hasAccount = true;
        }
    }

    private void setPassword(Flow flow, String token) {
        given().contentType(ContentType.JSON)
                .body(Map.of("resetToken", token, "password", People.PASSWORD))
                .put(flow.path + "/password")
                .then()
                .statusCode(200);
        noticesOfNewPasswords++;
    }

    /** A mail has gone, with a code if the flow can lead anywhere. */
    private void sent(Flow flow, String network) {
        mails.add(new Mail(clock.instant(), network));
        if (flow.code != null) {
            flow.genuineBefore.add(flow.code);
        }
        flow.sentAt = clock.instant();
        flow.attemptsUsed = 0;
        flow.format = guessesLeft() == 0 ? CodeFormat.BASE32_12 : CodeFormat.DIGITS_6;
        boolean genuine = hasAccount == (flow.kind == CodeFlow.Kind.PASSWORD_RESET);
        List<MimeMessage> arrived = MailServer.await(email, mails.size() + noticesOfNewPasswords);
        List<MimeMessage> withCode = arrived.stream().filter(MailServer::hasCode).toList();
        flow.code = genuine ? MailServer.code(withCode.getLast()).replace("-", "") : null;
        if (genuine) {
            assertEquals(flow.format == CodeFormat.DIGITS_6 ? 6 : 12, flow.code.length());
        }
    }

    private String code(Flow flow, Entered which) {
        if (which == Entered.RIGHT && flow.code != null) {
            return flow.code;
        }
        if (which == Entered.SUPERSEDED && !flow.genuineBefore.isEmpty()) {
            return flow.genuineBefore.getLast();
        }
        String wrong = flow.format == CodeFormat.DIGITS_6 ? "123450" : "ZZZZZZZZZZZ0";
        while (wrong.equals(flow.code) || flow.genuineBefore.contains(wrong)) {
            wrong = People.otherThan(wrong);
        }
        return wrong;
    }

    private int attemptsRemaining(Flow flow) {
        int left = Math.max(0, ATTEMPTS - flow.attemptsUsed);
        return flow.format == CodeFormat.DIGITS_6 ? Math.min(left, guessesLeft()) : left;
    }

    private int guessesLeft() {
        Instant since = clock.instant().minus(DAY);
        return WRONG_CODES_A_DAY
                - (int) wrongSixDigits.stream().filter(at -> at.isAfter(since)).count();
    }

    private boolean mayMail(String network) {
        return mailsSince(HOUR, null) < 5
                && mailsSince(DAY, null) < 10
                && mailsSince(HOUR, network) < 3
                && mailsSince(DAY, network) < 6;
    }

    private long mailsSince(Duration ago, String network) {
        Instant since = clock.instant().minus(ago);
        return mails.stream()
                .filter(mail -> mail.at().isAfter(since))
                .filter(mail -> network == null || mail.network().equals(network))
                .count();
    }

    private Flow flow(int number) {
        return flows.get(number % flows.size());
    }

    private boolean isPast(Instant instant) {
        return !instant.isAfter(clock.instant());
    }

    private void assertShows(Response answer, Flow flow) {
        String status =
                flow.completed ? "completed" : isPast(flow.expiresAt) ? "expired" : "pending";
        assertEquals(status, Json.of(answer).path("status"));
        assertMembers(answer, flow);
    }

    private void assertMembers(Response answer, Flow flow) {
        assertEquals(flow.format.wireName(), Json.of(answer).path("codeFormat"));
        assertEquals(
                Integer.valueOf(attemptsRemaining(flow)),
                Json.of(answer).path("attemptsRemaining"));
        assertEquals(flow.codeExpiresAt(), Instant.parse(Json.of(answer).path("codeExpiresAt")));
        assertEquals(
                flow.sentAt.plusSeconds(60),
                Instant.parse(Json.of(answer).path("resendAvailableAt")));
    }

    private static void assertProblem(Response answer, int status, String slug) {
        assertEquals("urn:problem:" + slug, Json.of(answer).path("type"));
        assertEquals(status, answer.statusCode());
    }

    private static RequestSpecification from(String client) {
        return given().header("X-Forwarded-For", client).contentType(ContentType.JSON);
    }

    private static String pathOf(CodeFlow.Kind kind) {
        return kind == CodeFlow.Kind.REGISTRATION ? "/v1/registrations" : "/v1/password-resets";
    }
}
