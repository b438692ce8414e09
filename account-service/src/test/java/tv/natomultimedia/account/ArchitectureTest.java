package tv.natomultimedia.account;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The borders between the rooms. */
class ArchitectureTest {

    private static final String BASE = "tv.natomultimedia.account";

    private static final List<String> PROFILE =
            List.of(
                    "profile",
                    "account",
                    "code",
                    "password",
                    "session",
                    "mail",
                    "notification",
                    "caller",
                    "throttle",
                    "token",
                    "revocation",
                    "audit",
                    "listing");

    /** What each room may use beside {@code problem} and {@code secret}. */
    private static final Map<String, List<String>> ALLOWED =
            Map.ofEntries(
                    Map.entry("problem", List.of()),
                    Map.entry("openapi", List.of()),
                    Map.entry("secret", List.of()),
                    Map.entry("startup", List.of("password")),
                    Map.entry("outbox", List.of()),
                    Map.entry("revocation", List.of()),
                    Map.entry("audit", List.of()),
                    Map.entry("listing", List.of()),
                    Map.entry("throttle", List.of()),
                    Map.entry("account", List.of()),
                    Map.entry("code", List.of("account")),
                    Map.entry("password", List.of("account")),
                    Map.entry("token", List.of("account", "audit")),
                    Map.entry("feed", List.of("revocation", "caller")),
                    Map.entry("caller", List.of("token", "revocation", "audit")),
                    Map.entry("mail", List.of("account", "outbox", "caller", "audit")),
                    Map.entry("notification", List.of("account", "outbox", "token")),
                    Map.entry(
                            "session",
                            List.of(
                                    "account",
                                    "password",
                                    "token",
                                    "revocation",
                                    "throttle",
                                    "mail",
                                    "audit",
                                    "caller")),
                    Map.entry(
                            "registration",
                            List.of(
                                    "account",
                                    "code",
                                    "password",
                                    "session",
                                    "mail",
                                    "notification",
                                    "caller")),
                    Map.entry(
                            "reset",
                            List.of(
                                    "account",
                                    "code",
                                    "password",
                                    "session",
                                    "mail",
                                    "audit",
                                    "caller")),
                    Map.entry("profile", PROFILE),
                    Map.entry("profile.email", PROFILE),
                    Map.entry("profile.export", PROFILE),
                    Map.entry(
                            "administration",
                            List.of(
                                    "account",
                                    "session",
                                    "token",
                                    "revocation",
                                    "notification",
                                    "audit",
                                    "listing",
                                    "caller")),
                    Map.entry(
                            "partner",
                            List.of(
                                    "account",
                                    "revocation",
                                    "audit",
                                    "caller",
                                    "listing",
                                    "outbox")),
                    Map.entry("partner.embedded", List.of("partner")),
                    Map.entry("partner.keycloak", List.of("partner")),
                    Map.entry("oauth", List.of("token", "partner", "revocation", "caller")));

    private final JavaClasses all =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(BASE);

    @Test
    void roomsDoNotGoInCircles() {
        slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(all);
    }

    @Test
    void aRoomUsesOnlyWhatItMay() {
        ALLOWED.forEach(
                (room, uses) -> {
                    String[] open =
                            Stream.concat(Stream.of(room, "problem", "secret"), uses.stream())
                                    .map(name -> BASE + "." + name + "..")
                                    .toArray(String[]::new);
                    DescribedPredicate<JavaClass> closed =
                            resideInAnyPackage(BASE + "..")
                                    .and(DescribedPredicate.not(resideInAnyPackage(open)));
                    noClasses()
                            .that()
                            .resideInAPackage(BASE + "." + room + "..")
                            .should()
                            .dependOnClassesThat(closed)
                            .check(all);
                });
    }

    @Test
    void partnersDoNotKnowWhereTheirClientsLive() {
        noClasses()
                .that()
                .resideInAPackage(BASE + ".partner")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(BASE + ".partner.*..")
                .check(all);
    }

    @Test
    void everyRoomIsOnTheList() {
        classes()
                .that()
                .resideOutsideOfPackage(BASE)
                .should()
                .resideInAnyPackage(
                        ALLOWED.keySet().stream()
                                .map(room -> BASE + "." + room)
                                .toArray(String[]::new))
                .check(all);
    }

    @Test
    void onlyItsAdapterKnowsKeycloak() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".partner.keycloak..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.keycloak..", "io.quarkus.keycloak..")
                .check(all);
    }

    @Test
    void noEntityIsSeenFromOutside() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(Path.class)
                .and()
                .arePublic()
                .should(notTouchEntities())
                .check(all);
    }

    @Test
    void timeIsAskedOfTheClock() {
        noClasses().should().callMethod(Instant.class, "now").check(all);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(all);
    }

    private static ArchCondition<JavaMethod> notTouchEntities() {
        return new ArchCondition<>("not touch entities") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream.concat(
                                Stream.of(method.getRawReturnType()),
                                method.getRawParameterTypes().stream())
                        .filter(type -> type.isAnnotatedWith(Entity.class))
                        .forEach(
                                type ->
                                        events.add(
                                                SimpleConditionEvent.violated(
                                                        method,
                                                        method.getFullName() + " shows " + type)));
            }
        };
    }
}
