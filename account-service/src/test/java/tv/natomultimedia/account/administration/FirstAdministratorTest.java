package tv.natomultimedia.account.administration;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static tv.natomultimedia.account.world.Json.member;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tv.natomultimedia.account.world.Administrators;
import tv.natomultimedia.account.world.Json;
import tv.natomultimedia.account.world.MailServer;
import tv.natomultimedia.account.world.People;
import tv.natomultimedia.account.world.People.Someone;
import tv.natomultimedia.account.world.World;

/** The configured address is {@code first.administrator@example.org}. */
@QuarkusTest
@World
class FirstAdministratorTest {

    private static final String ADDRESS = "first.administrator@example.org";
    private static final String TYPED = "First.Administrator@example.org";

    @Inject FirstAdministrator firstAdministrator;
    @Inject Administrators administrators;
    @Inject EntityManager entities;

    @BeforeEach
    @AfterEach
    void nobodyHasTheAddressNorTheRole() {
        changed("UPDATE account SET roles = '{}' WHERE roles @> '{admin}' AND :email <> ''");
        changed("DELETE FROM account WHERE canonical_email = :email");
        changed("DELETE FROM mail_budget_entry WHERE :email <> ''");
    }

    @Test
    void whoVerifiesTheAddressIsAnAdministratorFromTheFirstTokenOn() {
        Someone first = register();
        People.account(first.accessToken()).then().body(member("roles", equalTo(List.of("admin"))));
        assertEquals(List.of("admin"), People.claims(first.accessToken()).getList("groups"));
        People.as(first).get("/v1/accounts?limit=1").then().statusCode(200);
        People.as(first)
                .get("/v1/account/events")
                .then()
                .body("items.find{it.type=='roles-changed'}.detail.by", equalTo("configuration"))
                .body("items.find{it.type=='roles-changed'}.byAdministrator", equalTo(false));
    }

    @Test
    void whoChangesToTheAddressIsOneToo() {
        Someone ada = People.registered();
        int before = MailServer.to(TYPED).size();
        String id = Json.of(People.startEmailChange(ada, TYPED)).path("emailChangeId");
        MailServer.await(TYPED, before + 1);
        People.confirmEmailChange(ada, id, latestCode())
                .then()
                .statusCode(200)
                .body(member("roles", equalTo(List.of("admin"))));
    }

    @Test
    void whileThereIsAnAdministratorTheSettingGivesNobodyAnything() {
        Someone admin = administrators.registered();
        Someone second = register();
        People.account(second.accessToken()).then().body(member("roles", equalTo(List.of())));
        firstAdministrator.atStart(new StartupEvent());
        People.account(second.accessToken()).then().body(member("roles", equalTo(List.of())));
        administrators.setRoles(admin.id(), "editor");
        firstAdministrator.atStart(new StartupEvent());
        People.account(second.accessToken())
                .then()
                .body(member("roles", equalTo(List.of("admin"))));
        firstAdministrator.atStart(new StartupEvent());
        assertEquals(
                List.of("roles-changed"),
                People.as(second)
                        .get("/v1/account/events")
                        .path("items.findAll{it.type=='roles-changed'}.type"));
    }

    @Test
    void nobodyElseBecomesOne() {
        for (String other :
                List.of(
                        ADDRESS.replace("@", "+tag@"),
                        "x" + ADDRESS,
                        ADDRESS.replace("example.org", "example.com"))) {
            changed("DELETE FROM mail_budget_entry WHERE :email <> ''");
            String id = Json.of(People.startRegistration(other)).path("registrationId");
            List<MimeMessage> mails = MailServer.await(other, 1);
            People.confirm(id, MailServer.code(mails.getLast()))
                    .then()
                    .statusCode(201)
                    .body(member("account.roles", equalTo(List.of())));
        }
    }

    private Someone register() {
        int before = MailServer.to(TYPED).size();
        String id = Json.of(People.startRegistration(TYPED)).path("registrationId");
        MailServer.await(TYPED, before + 1);
        return Someone.of(
                TYPED,
                People.confirm(id, latestCode()).then().statusCode(201).extract().response());
    }

    private static String latestCode() {
        return MailServer.to(TYPED).stream()
                .filter(MailServer::hasCode)
                .map(MailServer::code)
                .toList()
                .getLast();
    }

    private void changed(String sql) {
        QuarkusTransaction.requiringNew()
                .run(
                        () ->
                                entities.createNativeQuery(sql)
                                        .setParameter("email", ADDRESS)
                                        .executeUpdate());
    }
}
