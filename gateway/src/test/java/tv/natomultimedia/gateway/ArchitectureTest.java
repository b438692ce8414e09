package tv.natomultimedia.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String BASE = "tv.natomultimedia.gateway.";

    /** What each room may touch beside itself. */
    private static final Map<String, List<String>> ALLOWED =
            Map.of(
                    "problem", List.of(),
                    "revocation", List.of(),
                    "exchange", List.of("problem"),
                    "upstream", List.of(),
                    "limit", List.of("exchange", "problem"),
                    "routing", List.of("upstream", "limit", "revocation", "exchange", "problem"),
                    "health", List.of("upstream", "exchange", "problem"),
                    "document", List.of("upstream", "exchange", "problem"),
                    "portal", List.of("document", "health", "exchange", "problem"));

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("tv.natomultimedia.gateway");

    @Test
    void roomsDoNotDependOnEachOtherInCircles() {
        slices().matching(BASE + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void aRoomTouchesOnlyWhatItMay() {
        ALLOWED.forEach(
                (room, allowed) -> {
                    String[] forbidden =
                            ALLOWED.keySet().stream()
                                    .filter(other -> !other.equals(room))
                                    .filter(other -> !allowed.contains(other))
                                    .map(other -> BASE + other + "..")
                                    .toArray(String[]::new);
                    noClasses()
                            .that()
                            .resideInAPackage(BASE + room + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(forbidden)
                            .check(CLASSES);
                });
    }

    @Test
    void onlyRoutingKnowsTheProxyLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + "routing..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.httpproxy..")
                .check(CLASSES);
    }
}
