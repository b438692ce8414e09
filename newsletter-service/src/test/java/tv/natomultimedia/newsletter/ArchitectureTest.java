package tv.natomultimedia.newsletter;

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
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String BASE = "tv.natomultimedia.newsletter.";
    private static final String[] EVERYWHERE = {
        "problem", "secret", "address", "mail", "throttle", "caller"
    };
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("tv.natomultimedia.newsletter");

    @Test
    void roomsDoNotUseEachOtherInCircles() {
        slices().matching(BASE + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void roomsUseOnlyWhatTheyMay() {
        may("problem");
        may("secret");
        may("startup");
        may("address");
        may("throttle", "address", "secret", "problem");
        may("mail", "address", "secret");
        may("revocation");
        may("caller", "revocation", "address", "problem");
        may("link", "secret");
        may("list", "mail", "problem");
        may("code", "address", "secret", "throttle", "problem");
        may("consent", "address", "secret");
        may("suppression", "address", "secret");
        may("subscription", with("list", "consent", "suppression", "link"));
        may("optin", with("subscription", "code", "list", "consent", "suppression", "link"));
        may("preference", with("subscription", "code", "list", "consent", "link"));
        may(
                "account",
                with("subscription", "optin", "code", "list", "consent", "suppression", "link"));
    }

    @Test
    void entitiesDoNotCrossTheBorder() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Resource")
                .should(haveNoEntityInTheirSignature())
                .check(CLASSES);
    }

    @Test
    void timeComesFromTheClock() {
        noClasses().should().callMethod(Instant.class, "now").check(CLASSES);
    }

    private static String[] with(String... rooms) {
        return Stream.concat(Arrays.stream(EVERYWHERE), Arrays.stream(rooms))
                .toArray(String[]::new);
    }

    private static void may(String room, String... used) {
        String[] allowed =
                Stream.concat(Stream.of(room), Arrays.stream(used))
                        .map(one -> BASE + one)
                        .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(BASE + room)
                .should()
                .onlyDependOnClassesThat(
                        DescribedPredicate.describe(
                                "are of " + String.join(", ", allowed) + " or of a library",
                                (JavaClass other) ->
                                        !other.getPackageName().startsWith("tv.natomultimedia")
                                                || Arrays.asList(allowed)
                                                        .contains(other.getPackageName())))
                .check(CLASSES);
    }

    private static ArchCondition<JavaMethod> haveNoEntityInTheirSignature() {
        return new ArchCondition<>("have no entity in their signature") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream.concat(
                                method.getRawParameterTypes().stream(),
                                Stream.of(method.getRawReturnType()))
                        .filter(type -> type.isAnnotatedWith(Entity.class))
                        .forEach(
                                type ->
                                        events.add(
                                                SimpleConditionEvent.violated(
                                                        method,
                                                        method.getFullName()
                                                                + " has "
                                                                + type.getName())));
            }
        };
    }
}
