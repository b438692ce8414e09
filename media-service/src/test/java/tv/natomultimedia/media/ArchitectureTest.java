package tv.natomultimedia.media;

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
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The borders between the rooms. */
class ArchitectureTest {

    private static final String ROOT = "tv.natomultimedia.media.";

    /**
     * Which rooms a room may use, beside {@code problem}; rooms that are not named here are free.
     */
    private static final Map<String, List<String>> ALLOWED =
            Map.ofEntries(
                    Map.entry("problem", List.of()),
                    Map.entry("openapi", List.of()),
                    Map.entry("startup", List.of()),
                    Map.entry("file", List.of()),
                    Map.entry("listing", List.of()),
                    Map.entry("representation", List.of()),
                    Map.entry("taxonomy", List.of("listing", "representation")),
                    Map.entry("sql", List.of()),
                    Map.entry("catalogue", List.of("taxonomy", "sql")),
                    Map.entry(
                            "search",
                            List.of(
                                    "catalogue",
                                    "change",
                                    "taxonomy",
                                    "listing",
                                    "representation",
                                    "sql")),
                    Map.entry(
                            "presentation",
                            List.of(
                                    "catalogue",
                                    "caller",
                                    "taxonomy",
                                    "listing",
                                    "representation")),
                    Map.entry(
                            "editing",
                            List.of(
                                    "catalogue",
                                    "taxonomy",
                                    "caller",
                                    "listing",
                                    "representation")),
                    Map.entry(
                            "feed",
                            List.of(
                                    "search",
                                    "catalogue",
                                    "taxonomy",
                                    "listing",
                                    "representation")),
                    Map.entry(
                            "change",
                            List.of("catalogue", "caller", "listing", "representation", "sql")),
                    Map.entry(
                            "webhook",
                            List.of("change", "catalogue", "caller", "partner", "listing")),
                    Map.entry("revocation", List.of()),
                    Map.entry("caller", List.of("revocation")),
                    Map.entry(
                            "download",
                            List.of(
                                    "catalogue",
                                    "file",
                                    "listing",
                                    "representation",
                                    "caller",
                                    "partner")),
                    Map.entry("partner", List.of("caller", "revocation")),
                    Map.entry("download.delivery", List.of()),
                    Map.entry("download.quota", List.of()),
                    Map.entry("download.terms", List.of("caller", "catalogue", "representation")),
                    Map.entry(
                            "erasure",
                            List.of(
                                    "download",
                                    "download.quota",
                                    "download.terms",
                                    "ingest.upload",
                                    "editing",
                                    "webhook",
                                    "caller")),
                    Map.entry("ingest.probing", List.of()),
                    Map.entry(
                            "ingest.processing",
                            List.of("ingest.probing", "catalogue", "file", "caller")),
                    Map.entry(
                            "ingest.upload",
                            List.of(
                                    "ingest.processing",
                                    "ingest.probing",
                                    "catalogue",
                                    "file",
                                    "caller")),
                    Map.entry("demonstration", List.of("catalogue", "taxonomy", "file")));

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("tv.natomultimedia.media");

    @Test
    void roomsUseOnlyWhatTheyMay() {
        ALLOWED.forEach(
                (room, others) -> {
                    List<String> packages =
                            new ArrayList<>(List.of("java..", "javax..", "jakarta.."));
                    packages.add(ROOT + room + "..");
                    packages.add(ROOT + "problem..");
                    others.forEach(other -> packages.add(ROOT + other + ".."));
                    classes()
                            .that()
                            .resideInAPackage(ROOT + room + "..")
                            .should()
                            .onlyDependOnClassesThat(
                                    DescribedPredicate.describe(
                                            "are outside of this service or in " + packages,
                                            used ->
                                                    !used.getPackageName().startsWith(ROOT)
                                                            || packages.stream()
                                                                    .map(p -> p.replace("..", ""))
                                                                    .anyMatch(
                                                                            used.getPackageName()
                                                                                    ::startsWith)))
                            .check(CLASSES);
                });
    }

    @Test
    void roomsFormNoCycles() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void thePortDoesNotKnowItsAdapters() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "file")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "file.local..", ROOT + "file.s3..")
                .check(CLASSES);
    }

    @Test
    void onlyOneRoomKnowsTheClientOfS3() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "file.s3")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .check(CLASSES);
    }

    @Test
    void noEntityCrossesTheHttpBorder() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(Path.class)
                .should(
                        new ArchCondition<JavaMethod>("take and give no entity") {
                            @Override
                            public void check(JavaMethod method, ConditionEvents events) {
                                method.getAllInvolvedRawTypes().stream()
                                        .filter(type -> type.isAnnotatedWith(Entity.class))
                                        .forEach(type -> events.add(violation(method, type)));
                            }
                        })
                .check(CLASSES);
    }

    private static ConditionEvent violation(JavaMethod method, JavaClass entity) {
        return SimpleConditionEvent.violated(
                method, method.getFullName() + " involves " + entity.getName());
    }

    @Test
    void timeIsAskedOfTheInjectedClock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .check(CLASSES);
    }
}
